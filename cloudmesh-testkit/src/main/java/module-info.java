/** Clouds for tests, and the contracts every driver, store and shell must pass. */
module org.cloudmesh.testkit {
    requires transitive org.cloudmesh;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.apache.sshd.osgi;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;

    exports org.cloudmesh.testkit.local;
}

/** What a program, a driver or a store written on cloudmesh is tested with. */
module org.cloudmesh.testkit {
    requires transitive org.cloudmesh;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires jdk.httpserver;
    requires org.apache.sshd.osgi;
    requires org.apache.sshd.sftp;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;
    requires static org.junit.jupiter.params;

    provides org.cloudmesh.spi.CloudProvider with
            org.cloudmesh.testkit.local.LocalCloud,
            org.cloudmesh.testkit.sim.SimCloud;

    exports org.cloudmesh.testkit.contract;
    exports org.cloudmesh.testkit.ec2;
    exports org.cloudmesh.testkit.http;
    exports org.cloudmesh.testkit.kill;
    exports org.cloudmesh.testkit.local;
    exports org.cloudmesh.testkit.openssh;
    exports org.cloudmesh.testkit.openstack;
    exports org.cloudmesh.testkit.sim;
    exports org.cloudmesh.testkit.stopwatch;
}

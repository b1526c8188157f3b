/** What a program, a driver or a store written on cloudmesh is tested with. */
module org.cloudmesh.testkit {
    requires transitive org.cloudmesh;
    requires static org.junit.jupiter.api;
    requires static org.assertj.core;

    exports org.cloudmesh.testkit.contract;
}

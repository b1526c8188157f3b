/** The API of cloudmesh: work on many clouds by the same few words. */
module org.cloudmesh {
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires org.yaml.snakeyaml;

    exports org.cloudmesh;
    exports org.cloudmesh.spi;

    uses org.cloudmesh.spi.CloudProvider;
    uses org.cloudmesh.spi.ShellProvider;
    uses org.cloudmesh.spi.StoreProvider;
}

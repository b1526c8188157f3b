/** Stores that last: one SQLite file, or MongoDB. */
module org.cloudmesh.store {
    requires transitive org.cloudmesh;
    requires com.fasterxml.jackson.core;
    requires java.sql;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    // Who keeps his mesh in MongoDB brings its driver.
    requires static org.mongodb.bson;
    requires static org.mongodb.driver.core;
    requires static org.mongodb.driver.sync.client;

    exports org.cloudmesh.store.mongo;
    exports org.cloudmesh.store.sqlite;

    provides org.cloudmesh.spi.StoreProvider with
            org.cloudmesh.store.sqlite.SqliteStoreProvider,
            org.cloudmesh.store.mongo.MongoStoreProvider;
}

/** A store that lasts: one SQLite file. */
module org.cloudmesh.store {
    requires transitive org.cloudmesh;
    requires java.sql;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports org.cloudmesh.store.sqlite;

    provides org.cloudmesh.spi.StoreProvider with
            org.cloudmesh.store.sqlite.SqliteStoreProvider;
}

package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import org.cloudmesh.Config;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.StoreProvider;

/** Keeps what a mesh remembers in {@code cloudmesh.db}, in the mesh's own directory. */
public final class SqliteStoreProvider implements StoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SqliteStoreProvider() {}

    @Override
    public String kind() {
        return "sqlite";
    }

    @Override
    public Store open(Path directory, Config config) {
        return SqliteStore.at(directory.resolve("cloudmesh.db"));
    }
}

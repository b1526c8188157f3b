package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import java.util.Optional;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.StoreContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

    private final Path directory;

    SqliteStoreTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    protected Store open() {
        return SqliteStore.at(directory.resolve("cloudmesh.db"));
    }

    @Override
    protected Optional<Store> reopen() {
        return Optional.of(open());
    }
}

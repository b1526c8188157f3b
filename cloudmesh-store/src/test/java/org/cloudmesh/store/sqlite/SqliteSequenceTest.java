package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.SequenceContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteSequenceTest extends SequenceContract {

    @TempDir
    private Path stores;

    private int opened;

    @Override
    protected Store open() {
        return SqliteStore.at(stores.resolve("cloudmesh-%d.db".formatted(++opened)));
    }

    /** Each write that is forced to disk takes its time. */
    @Override
    protected int seeds() {
        return 20;
    }
}

package org.cloudmesh.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.KillPointContract;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

class SqliteKillPointTest extends KillPointContract {

    private final Path directory;
    private int opened;

    SqliteKillPointTest(@TempDir(factory = MemoryDisk.class) Path directory) {
        this.directory = directory;
    }

    @Override
    protected Store open() {
        opened++;
        return SqliteStore.at(file());
    }

    private Path file() {
        return directory.resolve("cloudmesh" + opened + ".db");
    }

    @Override
    protected Store reopen(Store dead) {
        dead.close();
        Integrity.assertThatIsWhole(file());
        return SqliteStore.at(file());
    }

    /** Thousands of waits for a disk tell nothing of deaths that leave its caches alone; Linux has a disk in memory. */
    static final class MemoryDisk implements TempDirFactory {

        private static final Path SHARED_MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(SHARED_MEMORY)
                    ? Files.createTempDirectory(SHARED_MEMORY, "cloudmesh")
                    : Files.createTempDirectory("cloudmesh");
        }
    }
}

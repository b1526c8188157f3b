package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.KillPointContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteKillPointTest extends KillPointContract {

    private final Path directory;
    private int opened;

    SqliteKillPointTest(@TempDir Path directory) {
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
        try (var session = new Database(file(), "").connect()) {
            assertThat(session.query("PRAGMA integrity_check", row -> row.getString(1)))
                    .containsExactly("ok");
        } catch (SQLException e) {
            throw new AssertionError("the file cannot be read after a death", e);
        }
        return SqliteStore.at(file());
    }
}

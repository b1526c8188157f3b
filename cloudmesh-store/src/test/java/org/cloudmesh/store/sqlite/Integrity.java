package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;

/** Whether SQLite finds a file whole: each page, index and row of it. */
final class Integrity {

    private Integrity() {}

    static void assertThatIsWhole(Path file) {
        try (var session = new Database(file, "").connect()) {
            assertThat(session.query("PRAGMA integrity_check", row -> row.getString(1)))
                    .as("the integrity of %s", file)
                    .containsExactly("ok");
        } catch (SQLException e) {
            throw new AssertionError("%s cannot be read".formatted(file), e);
        }
    }
}

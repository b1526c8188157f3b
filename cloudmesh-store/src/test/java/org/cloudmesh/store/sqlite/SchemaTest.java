package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.cloudmesh.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a file of an older schema becomes one of this. */
class SchemaTest {

    private static final Schema.Step FIRST = Schema.CURRENT.steps().get(0);
    private static final Schema.Step SECOND =
            session -> session.execute("ALTER TABLE counter ADD COLUMN note TEXT DEFAULT 'new'");
    private static final Schema.Step FAILS = session -> session.execute("INSERT INTO nowhere VALUES(1)");

    private final Path file;
    private final Database database;

    SchemaTest(@TempDir Path directory) {
        this.file = directory.resolve("cloudmesh.db");
        this.database = new Database(file, "");
    }

    @Test
    void makesAnEmptyFileAStore() throws Exception {
        Files.createFile(file);

        try (var store = SqliteStore.at(file)) {
            store.addToCounter("c", 1);
        }

        assertThat(version()).isEqualTo(Schema.CURRENT.version());
    }

    @Test
    void takesOnlyTheStepsAnOlderFileHasNotTaken() throws Exception {
        try (var store = SqliteStore.at(database, new Schema(List.of(FIRST)))) {
            store.setCounter("c", 7);
        }

        try (var store = SqliteStore.at(database, new Schema(List.of(FIRST, SECOND)))) {
            assertThat(store.counter("c")).isEqualTo(7);
        }

        assertThat(version()).isEqualTo(2);
        try (var session = database.connect()) {
            assertThat(session.first("SELECT note FROM counter", row -> row.getString(1)))
                    .contains("new");
        }
    }

    @Test
    void takesAllStepsOrNone() throws Exception {
        SqliteStore.at(database, new Schema(List.of(FIRST))).close();

        assertThatThrownBy(() -> SqliteStore.at(database, new Schema(List.of(FIRST, SECOND, FAILS))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());

        assertThat(version()).isEqualTo(1);
        SqliteStore.at(database, new Schema(List.of(FIRST, SECOND))).close();
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void refusesANewerFileAndLeavesItAlone() throws Exception {
        SqliteStore.at(database, new Schema(List.of(FIRST, SECOND))).close();
        var before = Files.readAllBytes(file);

        assertThatThrownBy(() -> SqliteStore.at(database, new Schema(List.of(FIRST))))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the store %s was written by a newer cloudmesh (schema 2, this one knows 1);".formatted(file)
                                + " update cloudmesh, or name another store");

        assertThat(file).hasBinaryContent(before);
    }

    private long version() throws SQLException {
        try (var session = database.connect()) {
            return session.number("PRAGMA user_version");
        }
    }
}

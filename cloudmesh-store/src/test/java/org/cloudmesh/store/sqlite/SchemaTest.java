package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
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
    void keepsAllOfAFileThatKnewNoUsers() {
        var nodes = IntStream.range(0, 1000)
                .mapToObj(i -> new Document("node", "n" + i, "aws", "web" + i, "RUNNING", "{\"n\":%d}".formatted(i), 1))
                .toList();
        try (var store = SqliteStore.at(database, new Schema(List.of(FIRST)))) {
            store.put(nodes, Durability.NORMAL);
            store.putIfAbsent(List.of(Document.of("claim", "web1", "{}")));
            store.setCounter("c", 7);
        }

        try (var store = SqliteStore.at(file)) {
            assertThat(store.find(Query.of("node"))).containsExactlyInAnyOrderElementsOf(nodes);
            assertThat(store.kinds()).containsExactly("claim", "node");
            assertThat(store.counters()).isEqualTo(Map.of("c", 7L));
            assertThat(store.generation("node", "aws")).isZero();
        }
        Integrity.assertThatIsWhole(file);
    }

    @Test
    void givesPartsToTheUsersOfAFileThatKnewNone() {
        try (var store = SqliteStore.at(database, new Schema(List.of(FIRST)))) {
            store.put(List.of(Document.of("node", "a", "{}")), Durability.NORMAL);
        }

        try (var store = SqliteStore.at(file)) {
            var ann = store.namespace("ann");
            ann.putIfAbsent(List.of(Document.of("node", "a", "{\"of\":\"ann\"}")));
            store.replace("image", "aws", List.of(image()).iterator());
            ann.replace("image", "aws", List.of(image()).iterator());
        }

        try (var store = SqliteStore.at(file)) {
            assertThat(store.namespaces()).containsExactly("ann");
            assertThat(store.get("node", "a")).map(Document::json).contains("{}");
            assertThat(store.namespace("ann").get("node", "a"))
                    .map(Document::json)
                    .contains("{\"of\":\"ann\"}");
            assertThat(store.generation("image", "aws")).isEqualTo(1);
            assertThat(store.namespace("ann").generation("image", "aws")).isEqualTo(1);
        }
    }

    private static Document image() {
        return new Document("image", "ami", "aws", null, null, "{}", 0);
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

    @Test
    void refusesToWriteWhatBecameNewerMeanwhileAndReadsOn() {
        try (var store = SqliteStore.at(database, new Schema(List.of(FIRST)))) {
            store.setCounter("c", 7);

            SqliteStore.at(database, new Schema(List.of(FIRST, SECOND))).close();

            assertThatThrownBy(() -> store.setCounter("c", 8))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("%s was written by a newer cloudmesh (schema 2".formatted(file));
            assertThat(store.counter("c")).isEqualTo(7);
        }
    }

    @Test
    void refusesTheDatabaseOfAnotherProgramAndLeavesItAlone() throws Exception {
        database.make();
        try (var session = database.connect()) {
            session.execute("CREATE TABLE bookmarks(url TEXT)");
        }
        var before = Files.readAllBytes(file);

        assertThatThrownBy(() -> SqliteStore.at(file))
                .isInstanceOf(StoreException.class)
                .hasMessage("the store %s is a database of another program; name another store".formatted(file));

        assertThat(file).hasBinaryContent(before);
    }

    private long version() throws SQLException {
        try (var session = database.connect()) {
            return session.number("PRAGMA user_version");
        }
    }
}

package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that has no room: each call says so, nothing is written by half, and all goes on once there is room. */
class FullDiskTest {

    private static final int MANY = 3000;

    private final Path directory;
    private final Path file;

    FullDiskTest(@TempDir Path directory) {
        this.directory = directory;
        this.file = directory.resolve("cloudmesh.db");
    }

    /** No page, one page, no shared memory, and no first table. */
    @ParameterizedTest(name = "{0} KiB are left")
    @ValueSource(ints = {0, 4, 8, 24, 36})
    void isToldWhenTheStoreIsOpened(int leftKib) throws Exception {
        try (var disk = TinyDisk.at(directory)) {
            disk.fill(leftKib);

            assertThatItIsFull(() -> SqliteStore.at(file).close());

            disk.makeRoom();
            try (var store = SqliteStore.at(file)) {
                put(store, 10);
                assertThat(store.count(Query.of("node"))).isEqualTo(10);
            }
            Integrity.assertThatIsWhole(file);
        }
    }

    /** In the middle of a transaction, and at its end. */
    @ParameterizedTest(name = "{0} KiB are left")
    @ValueSource(ints = {0, 20, 200})
    void isToldAsOftenAsSomethingIsWritten(int leftKib) throws Exception {
        try (var disk = TinyDisk.at(directory);
                var store = SqliteStore.at(file);
                var other = SqliteStore.at(file)) {
            put(store, 10);
            disk.fill(leftKib);

            for (int i = 0; i < 3; i++) {
                assertThatItIsFull(() -> put(store, MANY));
                assertThatItIsFull(() -> store.putIfAbsent(nodes(MANY)));
                assertThatItIsFull(
                        () -> store.replace("node", "aws", nodes(MANY).iterator()));
                assertThatItIsFull(() -> put(other, MANY));
            }

            assertThat(store.count(Query.of("node"))).isEqualTo(10);
            assertThat(other.find(Query.of("node")))
                    .extracting(Document::version)
                    .containsOnly(1L);
            disk.makeRoom();
            put(store, 20);
            other.putIfAbsent(nodes(30));
            assertThat(store.count(Query.of("node"))).isEqualTo(30);
            Integrity.assertThatIsWhole(file);
        }
    }

    @Test
    void isToldAsOftenAsAFileMayNotGrow() {
        var steps = new ArrayList<>(Schema.CURRENT.steps());
        steps.add(session -> session.execute("PRAGMA max_page_count = 20"));

        try (var store = SqliteStore.at(new Database(file, ""), new Schema(steps))) {
            put(store, 1);

            for (int i = 0; i < 3; i++) {
                assertThatItIsFull(() -> put(store, MANY));
            }

            put(store, 2);
            assertThat(store.count(Query.of("node"))).isEqualTo(2);
            assertThat(store.addToCounter("c", 1)).isEqualTo(1);
        }
        Integrity.assertThatIsWhole(file);
    }

    @Test
    void leavesAnOlderBackupAndNothingElse() throws Exception {
        var backup = directory.resolve("mesh.jsonl");
        try (var disk = TinyDisk.at(directory);
                var memory = Store.inMemory()) {
            put(memory, 10);
            memory.backup(backup);
            var older = Files.readAllBytes(backup);
            put(memory, MANY);
            disk.fill(200);

            assertThatThrownBy(() -> memory.backup(backup))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith(
                            "the backup %s cannot be written (No space left on device); make room for it"
                                    .formatted(backup));

            assertThat(backup).hasBinaryContent(older);
            assertThat(directory).isDirectoryNotContaining("glob:.*");
        }
    }

    @Test
    void isToldOfABackupOfWhichOnlyAPartCouldBeRestored(@TempDir Path elsewhere) throws Exception {
        var backup = elsewhere.resolve("mesh.jsonl");
        try (var disk = TinyDisk.at(directory);
                var memory = Store.inMemory();
                var store = SqliteStore.at(file)) {
            put(memory, MANY);
            memory.backup(backup);
            disk.fill(300);

            assertThatThrownBy(() -> store.restore(backup))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("only a part of the backup %s is in SQLite in %s (".formatted(backup, file))
                    .hasMessageContaining("its disk is full")
                    .hasMessageEndingWith("; remove that, and begin again with a new one");
        }
    }

    @Test
    void isNotTakenForADiskThatMayNotBeWritten() throws Exception {
        try (var disk = TinyDisk.at(directory)) {
            SqliteStore.at(file).close();
            disk.makeReadOnly();

            assertThatThrownBy(() -> SqliteStore.at(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the store %s cannot be opened; check that its directory is there and may be written by"
                                    .formatted(file)
                            + " this user");
            assertThatThrownBy(() -> SqliteStore.at(directory.resolve("another.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageMatching("the store .*another.db cannot be made .*Read-only.* this user may write");
        }
    }

    private void assertThatItIsFull(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreException.class)
                .hasMessage("the store %s cannot grow: its disk is full; make room and try again".formatted(file));
    }

    private static void put(Store store, int documents) {
        store.put(nodes(documents), Durability.NORMAL);
    }

    private static List<Document> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Document("node", "n" + i, "aws", null, null, "{\"text\":\"" + "x".repeat(400) + "\"}", 0))
                .toList();
    }
}

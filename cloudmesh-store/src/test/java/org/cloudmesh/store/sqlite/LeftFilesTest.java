package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What killed programs, broken disks and people leave where a store is opened. */
class LeftFilesTest {

    private final Path file;
    private final Path log;

    LeftFilesTest(@TempDir Path directory) {
        this.file = directory.resolve("cloudmesh.db");
        this.log = directory.resolve("cloudmesh.db-wal");
    }

    @Test
    void hasWhatAKilledProgramLeftInItsLog() throws Exception {
        leaveAsIfKilled();
        assertThat(log).isNotEmptyFile();

        try (var store = SqliteStore.at(file)) {
            assertThat(store.count(Query.of("node"))).isEqualTo(300);
        }

        assertThat(log).doesNotExist();
        Integrity.assertThatIsWhole(file);
    }

    @Test
    void refusesALogWithoutItsFileAndKeepsIt() throws Exception {
        leaveAsIfKilled();
        Files.delete(file);
        var before = Files.readAllBytes(log);

        assertThatThrownBy(() -> SqliteStore.at(file))
                .isInstanceOf(StoreException.class)
                .hasMessage(refusal());

        assertThat(file).doesNotExist();
        assertThat(log).hasBinaryContent(before);
    }

    @Test
    void refusesALogBesideAFileThatIsEmptyAndKeepsIt() throws Exception {
        leaveAsIfKilled();
        truncate(0);
        var before = Files.readAllBytes(log);

        assertThatThrownBy(() -> SqliteStore.at(file))
                .isInstanceOf(StoreException.class)
                .hasMessage(refusal());

        assertThat(log).hasBinaryContent(before);
    }

    private String refusal() {
        return "the store %s is gone or empty, but not what was written to it last, in %s; bring the store back, or move that away too"
                .formatted(file, log);
    }

    @Test
    void takesNoNoticeOfALogThatIsNone() throws Exception {
        leave(300);
        Files.writeString(log, "no log ".repeat(1000));

        try (var store = SqliteStore.at(file)) {
            assertThat(store.count(Query.of("node"))).isEqualTo(300);
            put(store, 400);
        }

        Integrity.assertThatIsWhole(file);
    }

    /** Within its first 100 bytes, its first page, and its second; all but the last page; half of it. */
    @ParameterizedTest(name = "at {0}")
    @ValueSource(longs = {50, 100, 2048, 4096, 6000, -4096, -200_000})
    void saysThatItWasCutOff(long length) throws Exception {
        leave(2000);
        truncate(length < 0 ? Files.size(file) + length : length);

        assertThatThrownBy(this::readAll)
                .isInstanceOf(StoreException.class)
                .hasMessage("the store %s is damaged or no SQLite database; move it away with its -wal and -shm files,"
                                .formatted(file)
                        + " then bring back a copy or refresh the clouds into a new one");
    }

    private void readAll() {
        try (var store = SqliteStore.at(file)) {
            store.find(Query.of("node"));
        }
    }

    private void truncate(long length) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(length);
        }
    }

    private void leave(int documents) {
        try (var store = SqliteStore.at(file)) {
            put(store, documents);
        }
    }

    /** Copies of the two files while nobody writes are what is there after a kill. */
    private void leaveAsIfKilled() throws IOException {
        var living = file.resolveSibling("living.db");
        try (var store = SqliteStore.at(living)) {
            put(store, 300);
            Files.copy(living, file);
            Files.copy(file.resolveSibling("living.db-wal"), log);
        }
    }

    private static void put(Store store, int documents) {
        store.put(
                IntStream.range(0, documents)
                        .mapToObj(i -> Document.of("node", "n" + i, "{\"text\":\"" + "x".repeat(200) + "\"}"))
                        .toList(),
                Durability.NORMAL);
    }
}

package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does to the file while it is open; SQLite itself would not notice, and two files would go on as one store. */
class FileInUseTest {

    private static final String REMOVED =
            "was removed while it was open; put it back, or close it and open it again for" + " an empty one";
    private static final String REPLACED =
            "was replaced while it was open; close it and open it again to use what is" + " there now";

    private final Path file;
    private final Path away;

    FileInUseTest(@TempDir Path directory) {
        this.file = directory.resolve("cloudmesh.db");
        this.away = directory.resolve("away.db");
    }

    @BeforeEach
    void makeIt() {
        try (var store = SqliteStore.at(file)) {
            put(store, 1000);
        }
    }

    @Test
    void saysThatItWasRemovedWhateverIsAskedAndMakesNoneAnew() throws Exception {
        try (var store = SqliteStore.at(file)) {
            put(store, 10);

            Files.delete(file);

            assertThatEachCallSays(store, REMOVED);
            assertThat(file).doesNotExist();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void isNotReplacedByItsOwnBackup() throws Exception {
        var link = Files.createSymbolicLink(file.resolveSibling("link.db"), file);
        try (var store = SqliteStore.at(file)) {
            for (var own : List.of(file, link)) {
                assertThatThrownBy(() -> store.backup(own))
                        .isInstanceOf(StoreException.class)
                        .hasMessage("the backup %s would take the place of the store itself; name another file", own);
            }

            assertThat(store.count(Query.of("node"))).isEqualTo(1000);
        }
    }

    @Test
    void saysThatItWasReplacedByAnotherFileAndLeavesThatOneAlone() throws Exception {
        Files.copy(file, away);
        try (var store = SqliteStore.at(file)) {
            put(store, 10);

            Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);

            var before = Files.readAllBytes(file);
            assertThatEachCallSays(store, REPLACED);
            assertThat(file).hasBinaryContent(before);
        }
    }

    @Test
    void saysThatADirectoryIsInItsPlace() throws Exception {
        try (var store = SqliteStore.at(file)) {
            Files.move(file, away);

            Files.createDirectory(file);

            assertThatEachCallSays(store, REPLACED);
        }
    }

    @Test
    void goesOnWhenTheSameFileIsPutBack() throws Exception {
        try (var store = SqliteStore.at(file)) {
            put(store, 10);
            Files.move(file, away);
            assertThatEachCallSays(store, REMOVED);

            Files.move(away, file);

            put(store, 1001);
            assertThat(store.count(Query.of("node"))).isEqualTo(1001);
        }
        Integrity.assertThatIsWhole(file);
    }

    @Test
    void lendsNoConnectionToAnotherFileThatHasItsName() throws Exception {
        try (var store = SqliteStore.at(file)) {
            Files.move(file, away);
            try (var other = SqliteStore.at(file)) {
                put(other, 3);

                assertThatEachCallSays(store, REPLACED);
                assertThat(other.count(Query.of("node"))).isEqualTo(3);
            }
        }
        Integrity.assertThatIsWhole(file);
        Integrity.assertThatIsWhole(away);
    }

    /** A connection is made for each kind of them, so each is asked for twice. */
    private void assertThatEachCallSays(Store store, String sentence) {
        var calls = Stream.<Runnable>of(
                () -> store.get("node", "n1"),
                () -> store.find(Query.of("node")),
                () -> store.count(Query.of("node")),
                () -> store.counter("c"),
                store::kinds,
                () -> put(store, 1),
                () -> store.putIfAbsent(List.of(Document.of("claim", "a", "{}"))),
                () -> store.compareAndPut(Document.of("node", "n1", "{}"), 1),
                () -> store.delete("node", List.of("n1")),
                () -> store.addToCounter("c", 1),
                () -> store.load(List.of(Document.of("node", "n1", "{}"))),
                () -> store.namespace("ann"),
                () -> store.replace("node", "aws", Stream.<Document>empty().iterator()));
        calls.flatMap(call -> Stream.of(call, call))
                .forEach(call -> assertThatThrownBy(call::run)
                        .isInstanceOf(StoreException.class)
                        .hasMessage("the store %s %s".formatted(file, sentence)));
    }

    @Test
    void saysAsOftenAsItIsAskedThatItWasCutOff() throws Exception {
        try (var store = SqliteStore.at(file)) {
            try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(bytes.length() / 2);
            }

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> store.find(Query.of("node")))
                        .isInstanceOf(StoreException.class)
                        .hasMessageStartingWith("the store %s is damaged".formatted(file));
                assertThatThrownBy(() -> put(store, 1000))
                        .isInstanceOf(StoreException.class)
                        .hasMessageStartingWith("the store %s is damaged".formatted(file));
            }
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

package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.cloudmesh.Mesh;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.StoreProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the store: whose it is, what it may be called, and what is said when it cannot be used. */
class SqliteFileTest {

    private final Path directory;
    private final Path file;

    SqliteFileTest(@TempDir Path directory) {
        this.directory = directory;
        this.file = directory.resolve("cloudmesh.db");
    }

    @Test
    void isForItsOwnerAloneAndSoIsADirectoryThatWasMade() throws Exception {
        var deep = directory.resolve("a/b/cloudmesh.db");
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");

        try (var store = SqliteStore.at(deep)) {
            write(store, 10);

            for (var made : List.of("cloudmesh.db", "cloudmesh.db-wal", "cloudmesh.db-shm")) {
                assertThat(mode(deep.resolveSibling(made))).as(made).isEqualTo("rw-------");
            }
        }
        assertThat(mode(deep.resolveSibling("."))).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("a"))).isEqualTo("rwx------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void leavesOneFileOnceClosed() throws Exception {
        try (var store = SqliteStore.at(file)) {
            write(store, 10);
            store.find(Query.of("node"));
        }

        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void isFoundThroughItsProvider() {
        var provider = ServiceLoader.load(StoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.kind().equals("sqlite"))
                .findFirst()
                .orElseThrow();

        try (var mesh = Mesh.open(o -> o.directory(directory).store(Store.inMemory()));
                var store = provider.open(directory, mesh.config())) {
            write(store, 1);
        }

        assertThat(provider).isInstanceOf(SqliteStoreProvider.class);
        assertThat(file).isRegularFile();
    }

    @Test
    void mayBeCalledAnything() {
        for (var name : List.of("a b.db", "what?mode=ro", "50%25 #1", "ü😀", ":memory:", "file:x", "it's;")) {
            var odd = directory.resolve(name);

            try (var store = SqliteStore.at(odd)) {
                write(store, 1);
            }

            assertThat(odd).isRegularFile().isNotEmptyFile();
            try (var store = SqliteStore.at(odd)) {
                assertThat(store.count(Query.of("node"))).isEqualTo(1);
            }
        }
    }

    @Test
    void mayBeInADirectoryThatIsALink() throws Exception {
        var link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));

        try (var store = SqliteStore.at(link.resolve("cloudmesh.db"))) {
            write(store, 1);
        }

        assertThat(directory.resolve("real/cloudmesh.db")).isRegularFile();
    }

    @Test
    void readsAnUnknownKindWithoutWriting() throws Exception {
        SqliteStore.at(file).close();
        var before = Files.readAllBytes(file);

        try (var store = SqliteStore.at(file)) {
            store.get("ghost", "a");
            store.find(Query.of("ghost"));
            store.delete("ghost", List.of("a"));
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesADirectory() {
        assertThatThrownBy(() -> SqliteStore.at(directory))
                .isInstanceOf(StoreException.class)
                .hasMessage("the store %s is a directory; name a file, such as %s".formatted(directory, file));
    }

    @Test
    void refusesADirectoryThatIsAFile() throws Exception {
        Files.writeString(file, "not a directory");

        assertThatThrownBy(() -> SqliteStore.at(file.resolve("cloudmesh.db")))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the store %s cannot be made (%s is in the way); name a file in a directory this user may write"
                                .formatted(file.resolve("cloudmesh.db"), file));

        assertThat(file).hasContent("not a directory");
    }

    @Test
    void refusesADirectoryThatTakesNoFiles() {
        var proc = Path.of("/proc/self");
        assumeThat(proc).isDirectory();

        assertThatThrownBy(() -> SqliteStore.at(proc.resolve("cloudmesh.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageMatching("the store /proc/.*/cloudmesh.db cannot be made .*may write");
    }

    @Test
    void saysThatAFileIsReadOnlyAndChangesNothing() {
        try (var store = SqliteStore.at(file)) {
            write(store, 3);

            try (var readOnly = SqliteStore.at(new Database(file, "?mode=ro"), Schema.CURRENT)) {
                assertThat(readOnly.count(Query.of("node"))).isEqualTo(3);
                assertThatThrownBy(() -> write(readOnly, 4))
                        .isInstanceOf(StoreException.class)
                        .hasMessage(
                                "the store %s cannot be written: it or its directory is read-only; make both writable,"
                                                .formatted(file)
                                        + " or name another store");
            }

            assertThat(store.count(Query.of("node"))).isEqualTo(3);
        }
    }

    @Test
    void saysThatAFileOfModeReadOnlyIsSo() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("root may write everything")
                .isNotEqualTo("root");
        SqliteStore.at(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThatThrownBy(() -> write(SqliteStore.at(file), 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("%s cannot be written".formatted(file));
    }

    @Test
    void refusesWhatIsNoDatabaseAndLeavesItAlone() throws Exception {
        var bytes = new byte[10_000];
        new Random(3).nextBytes(bytes);
        Files.write(file, bytes);

        assertThatThrownBy(() -> SqliteStore.at(file))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the store %s is damaged or no SQLite database; move it away".formatted(file));

        assertThat(file).hasBinaryContent(bytes);
    }

    private static void write(Store store, int documents) {
        var nodes = IntStream.range(0, documents)
                .mapToObj(i -> Document.of("node", "n" + i, "{\"text\":\"" + "x".repeat(200) + "\"}"))
                .toList();
        store.put(nodes, Durability.NORMAL);
    }
}

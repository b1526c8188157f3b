package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of a backup: where it may be, and what people and disks make of it. */
class BackupTest {

    private static final String FIRST = "{\"cloudmesh-backup\":1}\n";
    private static final String DOCUMENT = "{\"kind\":\"node\",\"key\":\"a\",\"version\":1,\"json\":\"{}\"}\n";

    private final Path directory;
    private final Path file;
    private final Store store = Store.inMemory();
    private final Store empty = Store.inMemory();

    BackupTest(@TempDir Path directory) {
        this.directory = directory;
        this.file = directory.resolve("mesh.jsonl");
    }

    // written

    @Test
    void replacesAnOlderOneThatAllCouldRead() throws Exception {
        put(store, 10);
        Files.writeString(file, "older");

        store.backup(file);

        assertThat(empty.restore(file)).isEqualTo(10);
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining(each -> !each.equals(file));
    }

    @Test
    void isWrittenToTheFileALinkLeadsTo() throws Exception {
        put(store, 10);
        Files.writeString(file, "older");
        var link = Files.createSymbolicLink(directory.resolve("link"), file);

        store.backup(link);

        assertThat(link).isSymbolicLink();
        assertThat(empty.restore(file)).isEqualTo(10);
    }

    @Test
    void saysWhereItCannotBeWritten() throws Exception {
        var nowhere = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));

        assertThatCannotBeWritten(directory, "it is a directory or a device");
        assertThatCannotBeWritten(nowhere, "it is a link to a file that is not there");
        assertThatCannotBeWritten(directory.resolve("no/such/place"), "its directory is not there");

        assertThat(nowhere).isSymbolicLink();
    }

    private void assertThatCannotBeWritten(Path target, String why) {
        assertThatThrownBy(() -> store.backup(target))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the backup %s cannot be written (%s); make room for it, or name a file in a directory this user may write"
                                .formatted(target, why));
    }

    @Test
    void leavesTheOlderOneWhereTheStoreFails() throws Exception {
        put(store, 2000);
        Files.writeString(file, "older");

        assertThatThrownBy(() -> new Failing(store, 2).backup(file))
                .isInstanceOf(StoreException.class)
                .hasMessage("no more");

        assertThat(file).hasContent("older");
        assertThat(directory).isDirectoryNotContaining(each -> !each.equals(file));
    }

    @Test
    void takesHalfACharacterForAQuestionMark() {
        store.put(List.of(new Document("node", "a", null, "web\ud83d", null, "{}", 0)), Durability.NORMAL);

        store.backup(file);

        empty.restore(file);
        assertThat(empty.get("node", "a").map(Document::name)).contains("web?");
    }

    @Test
    void keepsADocumentOfTwentyFiveMillionCharacters() {
        var json = "{\"output\":\"" + "line\\n".repeat(4_200_000) + "\"}";
        store.put(List.of(Document.of("run", "a", json)), Durability.NORMAL);

        store.backup(file);

        empty.restore(file);
        assertThat(empty.get("run", "a").orElseThrow().json().equals(json)).isTrue();
        assertThat(empty.count(Query.of("run").where("nothing", 1))).isZero();
    }

    @Test
    void isReadInPagesThatAreSmallWhereDocumentsAreLong() {
        var text = "\"" + "x".repeat(1 << 20) + "\"";
        store.put(
                IntStream.range(0, 60)
                        .mapToObj(i -> Document.of("run", "n%02d".formatted(i), text))
                        .toList(),
                Durability.NORMAL);
        var pages = new Failing(store, 1000);
        var target = new Failing(empty, 1000);

        Stores.copy(pages, target);

        assertThat(empty.count(Query.of("run"))).isEqualTo(60);
        assertThat(pages.longest).isEqualTo(20);
        assertThat(pages.calls).isGreaterThan(5);
    }

    // read

    @Test
    void isReadAsAnEditorOfWindowsLeavesIt() throws Exception {
        put(store, 3);
        store.backup(file);
        var text = Files.readString(file);

        Files.writeString(file, "\ufeff" + text.replace("\n", "\r\n"));

        assertThat(empty.restore(file)).isEqualTo(3);
        assertThat(empty.find(Query.of("node"))).isEqualTo(store.find(Query.of("node")));
    }

    @Test
    void saysThatANewerVersionWroteIt() throws Exception {
        Files.writeString(file, "{\"cloudmesh-backup\":2}\n");

        assertThatThrownBy(() -> empty.restore(file))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the backup %s was written by a newer cloudmesh (format 2, this one knows 1); update cloudmesh to restore it"
                                .formatted(file));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    no backup                                  | line 1 is no JSON
                    {}                                         | its first line does not say that it is one
                    FIRST                                      | it ends too early, after 1 lines
                    FIRST {"end":1}                            | it has 0 documents and counters, and says that there were 1
                    FIRST DOC {"end":0}                        | it has 1 documents and counters, and says that there were 0
                    FIRST DOC {"end":1} DOC                    | it goes on after its last line, 3
                    FIRST DOC {"kind": {"end":1}               | line 3 is no JSON
                    FIRST DOC 5 {"end":2}                      | line 3 is neither a document nor a counter
                    FIRST DOC {"kind":"node","key":"b"} {"end":2} | line 3 is neither a document nor a counter
                    FIRST DOC {"kind":"node","key":"b","version":1,"json":{"a":1}} {"end":2} | line 3 is neither a document nor a counter
                    FIRST DOC {"kind":"node","key":"b","version":1e30,"json":"1"} {"end":2} | line 3 is neither a document nor a counter
                    FIRST DOC {"counter":"c","n":1.5} {"end":2} | line 3 is a counter without a number
                    FIRST DOC {"counter":"c"} {"end":2}        | line 3 is a counter without a number
                    FIRST DOC {"counter":"c","n":-1} {"end":2} | line 3 is a counter without a number
                    FIRST DOC {"user":"","counter":"c","n":1} {"end":2} | line 3 cannot be: "" cannot be the name of a user
                    FIRST DOC {"kind":"no;de","key":"b","version":1,"json":"1"} {"end":2} | line 3 cannot be: a document's kind
                    """)
    void saysWhatIsWrongWithItAndRestoresNothing(String lines, String why) throws Exception {
        Files.writeString(
                file,
                lines.replaceAll(" +(?=DOC|\\{|5)", "\n")
                        .replace("FIRST", FIRST.strip())
                        .replace("DOC", DOCUMENT.strip()));

        assertThatThrownBy(() -> empty.restore(file))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("%s is no whole backup of a store: %s".formatted(file, why))
                .hasMessageEndingWith("; restore one that is");

        assertThat(empty.kinds()).isEmpty();
        assertThat(empty.counters()).isEmpty();
        assertThat(empty.namespaces()).isEmpty();
    }

    @Test
    void saysThatItIsNoText() throws IOException {
        Files.write(file, (FIRST + "\u00e4").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> empty.restore(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("its text is not UTF-8");
    }

    @Test
    void saysThatItIsNotThere() {
        assertThatThrownBy(() -> empty.restore(file))
                .isInstanceOf(StoreException.class)
                .hasMessage("the backup %s cannot be read (it is not there); name a file that backup(…) wrote"
                        .formatted(file));
    }

    @Test
    void saysThatOnlyAPartOfItCame() {
        put(store, 2000);
        store.backup(file);
        var failing = new Failing(empty, 2);

        assertThatThrownBy(() -> failing.restore(file))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "only a part of the backup %s is in memory (no more); remove that, and begin again with a new one"
                                .formatted(file));
        assertThatThrownBy(() -> Stores.copy(store, new Failing(Store.inMemory(), 1)))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "only a part of memory is in memory (no more); remove that, and begin again with a new one");
    }

    private static void put(Store store, int documents) {
        store.put(
                IntStream.range(0, documents)
                        .mapToObj(i -> Document.of("node", "n" + i, "{}"))
                        .toList(),
                Durability.NORMAL);
    }

    /** Reads or takes so many pages, and fails then. */
    private static final class Failing extends ForwardingStore {

        private final Store store;
        private final int most;
        private int calls;
        private int longest;

        Failing(Store store, int most) {
            this.store = store;
            this.most = most;
        }

        @Override
        protected Store store() {
            return store;
        }

        @Override
        public Store namespace(String user) {
            return store.namespace(user);
        }

        @Override
        public List<Document> find(Query query) {
            var found = store.find(query);
            count(found);
            return found;
        }

        @Override
        public void load(Collection<Document> documents) {
            count(documents);
            store.load(documents);
        }

        private void count(Collection<Document> page) {
            longest = Math.max(longest, page.size());
            if (++calls > most) {
                throw new StoreException("no more");
            }
        }
    }
}

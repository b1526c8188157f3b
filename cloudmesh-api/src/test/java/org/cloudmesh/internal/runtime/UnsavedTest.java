package org.cloudmesh.internal.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.runtime.Unsaved.Entry;
import org.cloudmesh.spi.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept for a store that is away, in a file that users and stores share. */
class UnsavedTest {

    @TempDir
    private Path directory;

    @Test
    void handsOutWhatIsTheUsersOwnAndSaysWhoseTheRestIs() throws Exception {
        keep("db1", "ann", "boot");
        keep("db1", "bob", "stop");
        keep("db2", "ann", "destroy");

        var said = logged(() -> assertThat(filed("db1", "ann")).containsExactly("boot"));

        assertThat(said).contains("bob's work in db1", "ann's work in db2").doesNotContain("ann's work in db1");
        assertThat(filed("db1", "ann")).isEmpty();
        assertThat(filed("db1", "bob")).containsExactly("stop");
        assertThat(filed("db2", "ann")).containsExactly("destroy");
        assertThat(file()).doesNotExist();
    }

    @Test
    void keepsAllIfOneCannotBeFiled() {
        keep("db1", "ann", "boot");
        keep("db1", "ann", "stop");

        assertThatThrownBy(() -> unsaved("db1", "ann").file(entry -> {
                    if (entry.verb().equals("stop")) {
                        throw new StoreException("away again");
                    }
                }))
                .hasMessage("away again");

        assertThat(filed("db1", "ann")).containsExactly("boot", "stop");
    }

    @Test
    void keepsWhatAnInterruptedThreadDid() {
        Thread.currentThread().interrupt();

        keep("db1", "ann", "boot");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(filed("db1", "ann")).containsExactly("boot");
    }

    @Test
    void forgetsALineThatADeathCutOff() throws Exception {
        keep("db1", "ann", "boot");
        append("{\"store\":\"db1\",\"us");

        var said = logged(() -> assertThat(filed("db1", "ann")).containsExactly("boot"));

        assertThat(said).contains("cut off");
        assertThat(file()).doesNotExist();
    }

    @Test
    void writesOverALineThatADeathCutOff() throws Exception {
        keep("db1", "ann", "boot");
        append("{\"store\":\"db1\",\"us");

        keep("db1", "ann", "stop");

        assertThat(filed("db1", "ann")).containsExactly("boot", "stop");
    }

    @Test
    void keepsALineThatItCannotRead() throws Exception {
        keep("db1", "ann", "boot");
        append("edited by hand\n");

        var said = logged(() -> assertThat(filed("db1", "ann")).containsExactly("boot"));

        assertThat(said).contains("a line that cannot be read");
        assertThat(file()).hasContent("edited by hand");
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.APPEND);
    }

    private Unsaved unsaved(String store, String user) {
        return new Unsaved(directory, store, user, false);
    }

    private void keep(String store, String user, String verb) {
        var document = Document.of("history", verb, "{}");
        unsaved(store, user).keep(Entry.of(verb, List.of(document)), new StoreException("away"));
    }

    private List<String> filed(String store, String user) {
        var verbs = new ArrayList<String>();
        unsaved(store, user).file(entry -> verbs.add(entry.verb()));
        return verbs;
    }

    private Path file() {
        return directory.resolve("unsaved.jsonl");
    }

    private static String logged(Runnable work) throws Exception {
        var stream = System.err;
        try (var bytes = new ByteArrayOutputStream();
                var captured = new PrintStream(bytes, true, UTF_8)) {
            System.setErr(captured);
            work.run();
            return bytes.toString(UTF_8);
        } finally {
            System.setErr(stream);
        }
    }
}

package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.Test;

/**
 * Four programs of 64 threads that boot 2,000 machines each on one store and one cloud; {@code -Dcloudmesh.boots=500} and
 * {@code -Dcloudmesh.threads=16} make it more or less.
 */
public class ManyProcessesTest extends ServedCloudTest {

    private static final int PROGRAMS = 4;
    private static final int THREADS = Integer.getInteger("cloudmesh.threads", 64);
    private static final int BOOTS = Integer.getInteger("cloudmesh.boots", 2000);

    /** For the same on another store. */
    protected ManyProcessesTest() {}

    @Test
    void giveNoNameTwiceAndLoseNoMachine() throws Exception {
        for (int i = 0; i < PROGRAMS; i++) {
            start(i);
        }

        for (var child : children) {
            assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
        }

        for (int i = 0; i < PROGRAMS; i++) {
            assertThat(children.get(i).exitValue()).as(text("errors", i)).isZero();
            assertThat(text("errors", i)).doesNotContain("is locked", "SQLITE_BUSY", "Exception");
        }
        var told = new ArrayList<String>();
        for (int i = 0; i < PROGRAMS; i++) {
            text("output", i).lines().forEach(told::add);
        }
        assertThat(told).hasSize(PROGRAMS * boots());
        assertThat(cloud.names().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(told);
        assertThatTheStoreHasThemAll();
    }

    private void assertThatTheStoreHasThemAll() {
        try (var store = open()) {
            assertThat(store.find(Query.of("cloud")))
                    .extracting(Document::name)
                    .containsExactlyInAnyOrderElementsOf(cloud.names());
            assertThat(store.find(Query.of("claim")))
                    .extracting(Document::key)
                    .containsExactlyInAnyOrderElementsOf(cloud.names());
            assertThat(store.count(Query.of("intent"))).isEqualTo(cloud.names().size());
            assertThat(store.count(Query.of("intent").state("OPEN"))).isZero();
        }
    }

    /** The store that the programs share. */
    protected Store open() {
        return SqliteStore.at(directory.resolve("cloudmesh.db"));
    }

    /** Where it is, as the programs are told; nothing for the file in their directory. */
    protected List<String> place() {
        return List.of();
    }

    /** How many machines each program boots. */
    protected int boots() {
        return BOOTS;
    }

    private void start(int number) throws IOException {
        var words = new ArrayList<>(List.of(String.valueOf(THREADS), String.valueOf(boots())));
        words.addAll(place());
        children.add(program(ManyProcessesProgram.class, words.toArray(String[]::new))
                .redirectOutput(directory.resolve("output" + number).toFile())
                .redirectError(directory.resolve("errors" + number).toFile())
                .start());
    }

    private String text(String kind, int number) throws IOException {
        return Files.readString(directory.resolve(kind + number));
    }
}

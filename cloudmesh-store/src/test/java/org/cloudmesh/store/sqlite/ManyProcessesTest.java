package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.junit.jupiter.api.Test;

/**
 * Four programs of 64 threads that boot 2,000 machines each on one file and one cloud; {@code -Dcloudmesh.boots=500} and
 * {@code -Dcloudmesh.threads=16} make it more or less.
 */
class ManyProcessesTest extends ServedCloudTest {

    private static final int PROGRAMS = 4;
    private static final int THREADS = Integer.getInteger("cloudmesh.threads", 64);
    private static final int BOOTS = Integer.getInteger("cloudmesh.boots", 2000);

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
        assertThat(told).hasSize(PROGRAMS * BOOTS);
        assertThat(cloud.names().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(told);
        assertThatTheStoreHasThemAll();
    }

    private void assertThatTheStoreHasThemAll() {
        try (var store = SqliteStore.at(file())) {
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

    private Path file() {
        return directory.resolve("cloudmesh.db");
    }

    private void start(int number) throws IOException {
        children.add(program(ManyProcessesProgram.class, String.valueOf(THREADS), String.valueOf(BOOTS))
                .redirectOutput(directory.resolve("output" + number).toFile())
                .redirectError(directory.resolve("errors" + number).toFile())
                .start());
    }

    private String text(String kind, int number) throws IOException {
        return Files.readString(directory.resolve(kind + number));
    }
}

package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several programs on one file, and one that dies while it writes. */
class SqliteProcessesTest {

    private static final int CLAIMS = 250;

    private final List<Process> children = new ArrayList<>();
    private final Path file;

    SqliteProcessesTest(@TempDir Path directory) {
        this.file = directory.resolve("cloudmesh.db");
    }

    @AfterEach
    void endChildren() throws Exception {
        for (var child : children) {
            kill(child);
        }
    }

    @Test
    void claimsAndCountsOnceBetweenTwoProgramsOfEightThreads() throws Exception {
        int all = 2 * 8 * CLAIMS;

        var told = told(start("claim", CLAIMS), start("claim", CLAIMS));

        assertThat(told).hasSize(2 * all).doesNotHaveDuplicates();
        assertThat(told.stream().filter(line -> line.startsWith("counted")))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, all)
                        .mapToObj(i -> "counted " + i)
                        .toList());
        try (var store = SqliteStore.at(file)) {
            assertThat(store.find(Query.of("claim")).stream().map(claim -> "claimed " + claim.key()))
                    .containsExactlyInAnyOrderElementsOf(told.stream()
                            .filter(line -> line.startsWith("claimed"))
                            .toList());
        }
    }

    private static List<String> told(Process... programs) throws Exception {
        var told = new ArrayList<String>();
        for (var program : programs) {
            program.inputReader().lines().forEach(told::add);
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        }
        return told;
    }

    @Test
    void losesNothingItAcknowledgedWhenItIsKilled() throws Exception {
        for (int batch : new int[] {1, 100, 1000}) {
            Files.deleteIfExists(file);
            var child = start("write", batch);
            var output = child.inputReader();
            readLines(output, 7);

            kill(child);

            int acknowledged = lastNumber(output, 7 * batch);
            Integrity.assertThatIsWhole(file);
            try (var store = SqliteStore.at(file)) {
                var stored = store.find(Query.of("node")).stream()
                        .map(node -> Integer.parseInt(node.key().substring(1)))
                        .sorted()
                        .toList();
                assertThat(stored).hasSizeGreaterThanOrEqualTo(acknowledged);
                assertThat(stored.size() % batch).as("no batch is torn").isZero();
                assertThat(stored)
                        .isEqualTo(IntStream.range(0, stored.size()).boxed().toList());
            }
        }
    }

    private static void readLines(BufferedReader output, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertThat(output.readLine()).isNotNull();
        }
    }

    /** What the child had printed before it died. */
    private static int lastNumber(BufferedReader output, int atLeast) {
        return output.lines()
                .filter(line -> line.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .reduce(atLeast, Math::max);
    }

    @Test
    void isMadeOnceByThoseWhoOpenItTogether() throws Exception {
        var children = IntStream.range(0, 4).mapToObj(i -> start("claim", 1)).toArray(Process[]::new);

        var told = told(children);

        assertThat(told).hasSize(4 * 8 * 2).doesNotHaveDuplicates();
        Integrity.assertThatIsWhole(file);
    }

    @Test
    void isBroughtToThisSchemaOnceByThoseWhoOpenItTogether() throws Exception {
        var first = new Schema(Schema.CURRENT.steps().subList(0, 1));
        try (var old = SqliteStore.at(new Database(file, ""), first)) {
            old.put(List.of(Document.of("node", "a", "{}")), Durability.NORMAL);
            old.setCounter("total", 7);
        }

        var told = told(IntStream.range(0, 4).mapToObj(i -> start("claim", 1)).toArray(Process[]::new));

        assertThat(told).hasSize(4 * 8 * 2).doesNotHaveDuplicates();
        Integrity.assertThatIsWhole(file);
        try (var store = SqliteStore.at(file)) {
            assertThat(store.get("node", "a")).isPresent();
            assertThat(store.counter("total")).isEqualTo(7 + 4 * 8);
            assertThat(store.namespace("ann").kinds()).isEmpty();
        }
    }

    private Process start(String verb, int number) {
        try {
            var child = Child.builder(verb, file, number).start();
            children.add(child);
            return child;
        } catch (IOException e) {
            throw new AssertionError("no program could be started", e);
        }
    }

    private static void kill(Process child) throws InterruptedException {
        // Through its handle: the process itself would close the pipe, and with it what was printed last.
        child.toHandle().destroyForcibly();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}

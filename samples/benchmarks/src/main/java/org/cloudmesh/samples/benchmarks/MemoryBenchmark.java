package org.cloudmesh.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmesh.Mesh;
import org.cloudmesh.Script;
import org.cloudmesh.Table;
import org.cloudmesh.store.sqlite.SqliteStore;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;

/** What it takes to open a mesh on a file with 50 clouds, and to read the history of 10,000 jobs on SQLite. */
public final class MemoryBenchmark {

    private static final int CLOUDS = 50;
    private static final int JOBS = 10_000;
    private static final int PAGE = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int ROUNDS = 11;

    private final Table table = new Table("What", "Median ms", "Fastest", "Slowest");
    private final Path directory;

    private MemoryBenchmark(Path directory) {
        this.directory = directory;
    }

    /** Prints the table. */
    public static void main(String[] args) throws IOException {
        var directory = Files.createTempDirectory("memory-benchmark");
        try {
            System.out.println(new MemoryBenchmark(directory).run());
        } finally {
            SshBenchmark.delete(directory);
        }
    }

    private Table run() throws IOException {
        var clouds = IntStream.range(0, CLOUDS)
                .mapToObj(
                        "    cloud%d: {cm: {kind: sim, active: true}, default: {image: sim-image, size: sim-small}}\n"
                                ::formatted)
                .collect(Collectors.joining());
        Files.writeString(directory.resolve("cloudmesh.yaml"), "cloudmesh:\n  cloud:\n" + clouds);
        measure("open and close a mesh of %d clouds".formatted(CLOUDS), CLOUDS, () -> {
            try (var mesh = open()) {
                return mesh.clouds().size();
            }
        });
        try (var mesh = open()) {
            var nodes = mesh.nodes().boot(PAGE);
            for (int i = 0; i < JOBS; i++) {
                mesh.jobs().run(Script.of("hostname"), nodes.get(i % PAGE)).await();
            }
            measure(
                    "newest %d of %d jobs in the history".formatted(PAGE, JOBS),
                    PAGE,
                    () -> mesh.history().list(PAGE).size());
            var all = mesh.history().list(JOBS);
            var before = all.get(JOBS - PAGE - 1).id();
            measure(
                    "oldest %d of them".formatted(PAGE),
                    PAGE,
                    () -> mesh.history().list(PAGE, before).size());
            measure(
                    "newest %d jobs with their results".formatted(PAGE),
                    PAGE,
                    () -> mesh.jobs().list(PAGE).size());
        }
        return table;
    }

    private Mesh open() {
        return Mesh.open(o -> o.directory(directory)
                .store(SqliteStore.at(directory.resolve("cloudmesh.db")))
                .time(new VirtualTime())
                .shell(new SimShell()));
    }

    private void measure(String what, int expected, IntSupplier work) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < WARM_UP.toNanos()) {
            millis(expected, work);
        }
        var millis = IntStream.range(0, ROUNDS)
                .mapToDouble(i -> millis(expected, work))
                .sorted()
                .toArray();
        table.row(what, text(millis[ROUNDS / 2]), text(millis[0]), text(millis[ROUNDS - 1]));
    }

    private static String text(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }

    private static double millis(int expected, IntSupplier work) {
        long begun = System.nanoTime();
        int found = work.getAsInt();
        double took = (System.nanoTime() - begun) / 1e6;
        if (found != expected) {
            throw new IllegalStateException("expected %d, not %d".formatted(expected, found));
        }
        return took;
    }
}

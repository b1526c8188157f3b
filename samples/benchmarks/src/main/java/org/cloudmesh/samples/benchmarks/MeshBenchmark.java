package org.cloudmesh.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.cloudmesh.Mesh;
import org.cloudmesh.NodeState;
import org.cloudmesh.Table;
import org.cloudmesh.spi.Store;
import org.cloudmesh.store.sqlite.SqliteStore;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;

/** What 1,000 machines take of real time, the cloud itself left out: planned, booted, awaited, listed, destroyed. */
public final class MeshBenchmark {

    private static final int NODES = 1000;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int ROUNDS = 11;

    private final Table table =
            new Table("Store", "What, with %d nodes".formatted(NODES), "Median ms", "Fastest", "Slowest");
    private final Path directory;

    private MeshBenchmark(Path directory) {
        this.directory = directory;
    }

    /** Prints the table. */
    public static void main(String[] args) throws IOException {
        var directory = Files.createTempDirectory("mesh-benchmark");
        try {
            System.out.println(new MeshBenchmark(directory).run());
        } finally {
            SshBenchmark.delete(directory);
        }
    }

    private Table run() {
        on("memory", Store.inMemory());
        on("SQLite", SqliteStore.at(directory.resolve("cloudmesh.db")));
        return table;
    }

    private void on(String name, Store store) {
        var cloud = new SimCloud().bootTime(Duration.ofMinutes(2)).maxBatch(100);
        try (var mesh = Mesh.open(o -> o.cloud(cloud)
                .store(store)
                .time(new VirtualTime())
                .shell(new SimShell())
                .directory(directory))) {
            measure(
                    name,
                    "plan of a boot",
                    () -> mesh.dryRun().nodes().boot(NODES).size());
            measure(name, "boot, await, list, destroy", () -> wholeLife(mesh));
            mesh.nodes().boot(NODES);
            measure(name, "list", () -> mesh.nodes().list().size());
        }
    }

    private static int wholeLife(Mesh mesh) {
        var nodes = mesh.nodes().boot(NODES);
        nodes = mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
        int listed = mesh.nodes().list().size();
        mesh.nodes().destroy(nodes);
        return listed;
    }

    /** What is measured, and how many nodes it dealt with. */
    private interface Work {
        int run();
    }

    private void measure(String store, String what, Work work) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < WARM_UP.toNanos()) {
            millis(work);
        }
        var millis = IntStream.range(0, ROUNDS)
                .mapToObj(i -> millis(work))
                .sorted(Comparator.naturalOrder())
                .toList();
        table.row(store, what, text(millis, ROUNDS / 2), text(millis, 0), text(millis, ROUNDS - 1));
    }

    private static String text(List<Double> millis, int index) {
        return String.format(Locale.ROOT, "%.1f", millis.get(index));
    }

    private static double millis(Work work) {
        long begun = System.nanoTime();
        int nodes = work.run();
        double took = (System.nanoTime() - begun) / 1e6;
        if (nodes != NODES) {
            throw new IllegalStateException("expected %d nodes, not %d".formatted(NODES, nodes));
        }
        return took;
    }
}

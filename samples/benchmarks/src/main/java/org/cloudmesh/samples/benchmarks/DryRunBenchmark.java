package org.cloudmesh.samples.benchmarks;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cloudmesh.DryRun;
import org.cloudmesh.Mesh;
import org.cloudmesh.Nodes;
import org.cloudmesh.Table;
import org.cloudmesh.store.sqlite.SqliteStore;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.stopwatch.Stopwatch;

/**
 * The 13 calls that took the original 31 s as dry runs, each a program: here they are one, from a mesh that is not open yet to
 * the text somebody would read.
 */
public final class DryRunBenchmark {

    private final Stopwatch stopwatch;
    private final StringBuilder printed = new StringBuilder();
    private final SimCloud cloud;

    private DryRunBenchmark(Stopwatch stopwatch, SimCloud cloud) {
        this.stopwatch = stopwatch;
        this.cloud = cloud;
    }

    /** Prints the machine, the timers, and what all of it took. */
    public static void main(String[] args) throws IOException {
        var directory = Files.createTempDirectory("dry-run-benchmark");
        try {
            var stopwatch = new Stopwatch();
            long begun = System.nanoTime();
            run(stopwatch, new SimCloud().add("test1").add("test2"), directory);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.println(stopwatch);
            System.out.printf(Locale.ROOT, "%n13 calls, the mesh opened and closed: %.3f s%n", seconds);
        } finally {
            SshBenchmark.delete(directory);
        }
    }

    /** Makes the calls on that cloud, whose machines are test1 and test2; nothing is done to them. */
    static void run(Stopwatch stopwatch, SimCloud cloud, Path directory) {
        new DryRunBenchmark(stopwatch, cloud).run(directory);
    }

    /** The first call opens the mesh, as each of the original's programs did. */
    private void run(Path directory) {
        stopwatch.start("cms help");
        try (var mesh = open(directory)) {
            mesh.nodes().refresh();
            var dry = mesh.dryRun();
            printed.append(help());
            stopwatch.stop("cms help");
            call(dry);
        }
    }

    private Mesh open(Path directory) {
        return Mesh.open(o -> o.cloud(cloud)
                .store(SqliteStore.at(directory.resolve("cloudmesh.db")))
                .shell(new SimShell())
                .directory(directory));
    }

    private void call(DryRun dry) {
        var nodes = dry.nodes();
        time("cms vm status1", () -> nodes.status());
        time("cms vm status2", () -> nodes.status("test_name"));
        time("cms vm status3", () -> nodes.status("all"));
        time("cms vm boot1", () -> nodes.boot());
        time("cms vm boot2", () -> nodes.boot(10));
        time("cms vm boot3", () -> nodes.boot(1, o -> o.name("TEST_VM")));
        time("cms vm stop1", () -> nodes.stop("test1"));
        time("cms vm stop2", () -> nodes.stop("test1,test2", o -> o.atLeast(1)));
        time("cms vm start1", () -> nodes.start("test1"));
        time("cms vm start2", () -> nodes.start("test1,test2", o -> o.atLeast(1)));
        time("cms vm terminate", () -> nodes.destroy("test1"));
        time("cms vm default", () -> Table.defaults(dry.defaults()));
    }

    /** A call is over when its text is there. */
    private void time(String name, Call call) {
        stopwatch.time(name, () -> printed.append(call.make()).append('\n'));
    }

    private interface Call {
        Object make();
    }

    /** The verbs there are. */
    private static List<String> help() {
        return Arrays.stream(Nodes.class.getMethods())
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
    }
}

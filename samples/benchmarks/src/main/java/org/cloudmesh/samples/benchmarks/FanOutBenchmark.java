package org.cloudmesh.samples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cloudmesh.Command;
import org.cloudmesh.Job;
import org.cloudmesh.JobState;
import org.cloudmesh.Mesh;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshAddress;
import org.cloudmesh.Table;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Identity;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Time;
import org.cloudmesh.ssh.SshjShell;
import org.cloudmesh.store.sqlite.SqliteStore;
import org.cloudmesh.testkit.sim.SimCloud;

/**
 * A short command on each of 100 hosts: connecting first, and 1,000 of them over connections that are there; as jobs of a mesh
 * that records all, and by the shell alone. Its arguments: the private key, the user, the first port of 100 on 127.0.0.1.
 */
public final class FanOutBenchmark {

    private static final int HOSTS = 100;
    private static final int KEPT = 1_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    private final Table table = new Table("What", "Seconds");

    private FanOutBenchmark() {}

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        System.out.println(new FanOutBenchmark().run(Path.of(args[0]), args[1], Integer.parseInt(args[2])));
    }

    private Table run(Path privateKey, String user, int firstPort) throws Exception {
        var addresses = IntStream.range(0, HOSTS)
                .mapToObj(i -> new SshAddress(user, "127.0.0.1", firstPort + i))
                .toList();
        var directory = Files.createTempDirectory("fan-out-benchmark");
        try {
            jobs(privateKey, addresses, directory);
        } finally {
            SshBenchmark.delete(directory);
        }
        shell(Identity.of(privateKey), addresses);
        return table;
    }

    /** The first job also learns the keys of the hosts. */
    private void jobs(Path privateKey, List<SshAddress> addresses, Path directory) throws Exception {
        var cloud = new SimCloud();
        for (int i = 0; i < HOSTS; i++) {
            cloud.add("n" + i, addresses.get(i));
        }
        var shell = new SshjShell();
        try (var mesh = Mesh.open(o -> o.cloud(cloud)
                .store(SqliteStore.at(directory.resolve("cloudmesh.db")))
                .shell(shell)
                .privateKey(privateKey)
                .directory(directory))) {
            var nodes = mesh.nodes().refresh();
            rows("as jobs", () -> nodes.forEach(node -> shell.disconnect(node.id())), commands -> {
                var jobs = IntStream.range(0, commands / HOSTS)
                        .mapToObj(i -> mesh.jobs().run(Command.of("echo", "hi"), nodes))
                        .toList();
                jobs.forEach(FanOutBenchmark::check);
            });
        }
    }

    private static void check(Job job) {
        job.await();
        if (job.state() != JobState.DONE) {
            throw new IllegalStateException(job.toString());
        }
    }

    private void shell(Identity identity, List<SshAddress> addresses) throws Exception {
        var hosts = IntStream.range(0, HOSTS)
                .mapToObj(i ->
                        new Host(new NodeId("fan", "n" + i), "n" + i, addresses.get(i), identity, new AnyHostKey()))
                .toList();
        var threads = Executors.newFixedThreadPool(32);
        try (var shell = new SshjShell()) {
            rows("by the shell", () -> hosts.forEach(host -> shell.disconnect(host.id())), commands -> {
                var calls = IntStream.range(0, commands)
                        .<Callable<Exit>>mapToObj(i -> () -> echo(shell, hosts.get(i % HOSTS)))
                        .toList();
                for (var exit : threads.invokeAll(calls)) {
                    check(exit.get());
                }
            });
        } finally {
            threads.shutdown();
        }
    }

    private static Exit echo(Shell shell, Host host) {
        return shell.run(
                host,
                Execution.of(Command.of("echo", "hi")),
                (channel, bytes, offset, length) -> {},
                Deadline.in(Duration.ofMinutes(1), Time.system()));
    }

    private static void check(Exit exit) {
        if (!exit.equals(new Exit(0, null))) {
            throw new IllegalStateException("the program ended by " + exit);
        }
    }

    private void rows(String how, Runnable disconnect, Work work) throws Exception {
        row("fresh, 100, %s: the first time".formatted(how), seconds(work, HOSTS));
        row("kept, 1000, %s: the first time".formatted(how), seconds(work, KEPT));
        var fresh = new double[ROUNDS];
        var kept = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            disconnect.run();
            fresh[i] = seconds(work, HOSTS);
            kept[i] = seconds(work, KEPT);
        }
        row("fresh, 100, %s: warm".formatted(how), median(fresh));
        row("kept, 1000, %s: warm".formatted(how), median(kept));
    }

    private static double seconds(Work work, int commands) throws Exception {
        long begin = System.nanoTime();
        work.run(commands);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] seconds) {
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    private void row(String what, double seconds) {
        table.row(what, String.format(Locale.ROOT, "%6.2f", seconds));
    }

    private interface Work {
        void run(int commands) throws Exception;
    }
}

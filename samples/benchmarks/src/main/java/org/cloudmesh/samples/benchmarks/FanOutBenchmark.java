package org.cloudmesh.samples.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cloudmesh.Command;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshAddress;
import org.cloudmesh.Table;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKey;
import org.cloudmesh.spi.HostKeys;
import org.cloudmesh.spi.Identity;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Time;
import org.cloudmesh.ssh.SshjShell;

/**
 * A short command on each of 100 hosts: connecting first, and 1,000 of them over connections that are there. Its arguments:
 * the private key, the user, the first port of 100 on 127.0.0.1.
 */
public final class FanOutBenchmark {

    private static final int HOSTS = 100;
    private static final int KEPT = 1_000;
    private static final int THREADS = Integer.getInteger("threads", 32);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    private final Table table = new Table("What", "Seconds");
    private final List<Host> hosts;
    private final Shell shell;
    private final ExecutorService threads;

    private FanOutBenchmark(List<Host> hosts, Shell shell, ExecutorService threads) {
        this.hosts = hosts;
        this.shell = shell;
        this.threads = threads;
    }

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        double start = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
        var identity = Identity.of(Path.of(args[0]));
        int firstPort = Integer.parseInt(args[2]);
        var hosts = IntStream.range(0, HOSTS)
                .mapToObj(i -> new Host(
                        new NodeId("fan", "n" + i),
                        "n" + i,
                        new SshAddress(args[1], "127.0.0.1", firstPort + i),
                        identity,
                        new AnyHostKey()))
                .toList();
        var threads = Executors.newFixedThreadPool(THREADS);
        try (var shell = new SshjShell()) {
            System.out.println(new FanOutBenchmark(hosts, shell, threads).run(start));
        } finally {
            threads.shutdown();
        }
    }

    private Table run(double start) throws Exception {
        row("start of the JVM", start);
        row("fresh, 100: the first time", fresh());
        row("kept, 1000: the first time", kept());
        row("fresh, 100: warm", median(this::fresh));
        row("kept, 1000: warm", median(this::kept));
        return table;
    }

    private double fresh() throws Exception {
        all(hosts.size(), i -> {
            shell.disconnect(hosts.get(i).id());
            return i;
        });
        return all(hosts.size(), this::run);
    }

    private double kept() throws Exception {
        return all(KEPT, this::run);
    }

    private int run(int i) {
        var exit = shell.run(
                hosts.get(i % HOSTS),
                Execution.of(Command.of("echo", "hi")),
                (channel, bytes, offset, length) -> {},
                Deadline.in(Duration.ofMinutes(1), Time.system()));
        if (!exit.equals(new Exit(0, null))) {
            throw new IllegalStateException("the program ended by " + exit);
        }
        return i;
    }

    private double all(int count, One one) throws Exception {
        long begin = System.nanoTime();
        for (var each : threads.invokeAll(IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(i -> () -> one.run(i))
                .toList())) {
            each.get();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(Callable<Double> round) throws Exception {
        var seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            seconds[i] = round.call();
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    private void row(String what, double seconds) {
        table.row(what, String.format(Locale.ROOT, "%6.2f", seconds));
    }

    private interface One {
        int run(int i);
    }

    /** Right for servers of this machine that were just made, and for no other. */
    private static final class AnyHostKey implements HostKeys {

        @Override
        public Optional<HostKey> known() {
            return Optional.empty();
        }

        @Override
        public boolean accept(HostKey shown) {
            return true;
        }
    }
}

package org.cloudmesh.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cloudmesh.Command;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.Script;
import org.cloudmesh.Table;
import org.cloudmesh.Task;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Identity;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Time;
import org.cloudmesh.ssh.SshjShell;
import org.cloudmesh.testkit.local.LocalCloud;
import org.cloudmesh.testkit.openssh.OpenSshServer;

/** How many short programs a second run over ssh: by the shell, and by the ssh command with a kept connection. */
public final class SshBenchmark {

    private static final int ROUNDS = 5;
    private static final int PROGRAMS = 400;
    private static final int LOGINS = 20;
    private static final int PARALLEL = 8;

    private final Table table = new Table("Server", "Client", "What", "Per second");
    private final Path directory;

    private SshBenchmark(Path directory) {
        this.directory = directory;
    }

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        var directory = Files.createTempDirectory("ssh-benchmark");
        try {
            System.out.println(new SshBenchmark(directory).run());
        } finally {
            delete(directory);
        }
    }

    private Table run() throws Exception {
        if (OpenSshServer.isInstalled()) {
            try (var server = OpenSshServer.start(Files.createDirectory(directory.resolve("openssh")))) {
                var id = new NodeId("openssh", "n1");
                var host = new Host(id, "n1", server.address(), Identity.of(server.privateKey()), new AnyHostKey());
                shell("OpenSSH", host);
                command(host);
                local(server);
                answering(server);
            }
        }
        return table;
    }

    private void local(OpenSshServer keys) throws Exception {
        var context = new CloudContext("local", directory, Time.system(), request -> {});
        try (var driver = LocalCloud.in(directory.resolve("local")).connect(context)) {
            var publicKey = Files.readString(Path.of(keys.privateKey() + ".pub"));
            var node = new NewNode(0, "n1", Map.of());
            var request = new CreateRequest(
                    "b", "b-0", List.of(node), "local", "small", null, Access.of("mesh", publicKey), null);
            var booted = ((Outcome.Done<Node>)
                            driver.nodes().create(request, deadline()).get(0))
                    .value();
            var address = Objects.requireNonNull(booted.ssh());
            shell("LocalCloud", new Host(booted.id(), "n1", address, Identity.of(keys.privateKey()), new AnyHostKey()));
        }
    }

    /** Without processes: what the client and the protocol take. */
    private void answering(OpenSshServer keys) throws Exception {
        try (var server = AnsweringServer.start();
                var shell = new SshjShell()) {
            var id = new NodeId("answering", "n1");
            commands(
                    "no process",
                    shell,
                    new Host(id, "n1", server.address(), Identity.of(keys.privateKey()), new AnyHostKey()));
        }
    }

    private void commands(String server, Shell shell, Host host) throws Exception {
        Callable<Integer> command = () -> run(shell, host, Command.of("true"));
        row(server, "cloudmesh", "commands, 1 at a time", rate(PROGRAMS, 1, command));
        row(server, "cloudmesh", "commands, 8 at a time", rate(PROGRAMS, PARALLEL, command));
    }

    private void shell(String server, Host host) throws Exception {
        try (var shell = new SshjShell()) {
            commands(server, shell, host);
            Callable<Integer> script = () -> run(shell, host, Script.of("true"));
            row(server, "cloudmesh", "scripts, 1 at a time", rate(PROGRAMS / 2, 1, script));
            row(server, "cloudmesh", "scripts, 8 at a time", rate(PROGRAMS / 2, PARALLEL, script));
            row(server, "cloudmesh", "new connections, 1 at a time", rate(LOGINS, 1, () -> {
                shell.disconnect(host.id());
                return run(shell, host, Command.of("true"));
            }));
        }
    }

    private void command(Host host) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/ssh"))) {
            return;
        }
        var kept = ssh(host, "auto");
        Callable<Integer> program = () -> run(kept);
        row("OpenSSH", "ssh, ControlMaster", "commands, 1 at a time", rate(PROGRAMS / 4, 1, program));
        row("OpenSSH", "ssh, ControlMaster", "commands, 8 at a time", rate(PROGRAMS / 4, PARALLEL, program));
        row("OpenSSH", "ssh", "new connections, 1 at a time", rate(LOGINS, 1, () -> run(ssh(host, "no"))));
    }

    private List<String> ssh(Host host, String controlMaster) {
        var address = host.address();
        return List.of(
                "ssh",
                "-F",
                "none",
                "-p",
                Integer.toString(address.port()),
                "-i",
                host.identity().privateKey().toString(),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "ControlMaster=" + controlMaster,
                "-o",
                "ControlPath=" + (controlMaster.equals("no") ? "none" : directory.resolve("cm")),
                "-o",
                "ControlPersist=60",
                address.user() + "@" + address.host(),
                "true");
    }

    private static int run(List<String> words) throws Exception {
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return succeeded(process.waitFor());
    }

    private static int run(Shell shell, Host host, Task task) {
        var exit = shell.run(host, Execution.of(task), (channel, bytes, offset, length) -> {}, deadline());
        return succeeded(Objects.requireNonNull(exit.status()));
    }

    private static int succeeded(int status) {
        if (status != 0) {
            throw new IllegalStateException("the program ended with status " + status);
        }
        return status;
    }

    /** The median of some rounds, after one that does not count. */
    private static double rate(int calls, int threads, Callable<Integer> call) throws Exception {
        round(calls, threads, call);
        var rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = calls / round(calls, threads, call);
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }

    private static double round(int calls, int threads, Callable<Integer> call) throws Exception {
        var executor = Executors.newFixedThreadPool(threads);
        try {
            long begin = System.nanoTime();
            for (var each : executor.invokeAll(
                    IntStream.range(0, calls).mapToObj(i -> call).toList())) {
                each.get();
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            executor.shutdown();
        }
    }

    private void row(String server, String client, String what, double perSecond) {
        table.row(server, client, what, String.format(Locale.ROOT, "%6.0f", perSecond));
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Time.system());
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}

package org.cloudmesh.testkit.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Line;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.Task;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKey;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Time;

/** A shell that runs nothing: it answers what it was told to, and records what it was asked. Thread-safe. */
public final class SimShell implements Shell {

    private final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private final Queue<NodeId> disconnected = new ConcurrentLinkedQueue<>();
    private final List<Reason> refusals = new ArrayList<>();
    private final List<Integer> cuts = new ArrayList<>();
    private final Queue<Execution> executions = new ConcurrentLinkedQueue<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private int breaks;
    private volatile Closing closing = new Closing(Instant.MIN, Time.system());
    private volatile BiFunction<Host, Task, Answer> answer = (host, task) -> new Answer(host.name() + "\n", "", 0);
    private volatile boolean closed;

    /** Answers each task with the node's name and status 0. */
    public SimShell() {}

    private record Closing(Instant until, Time time) {

        boolean isClosed() {
            return time.now().isBefore(until);
        }
    }

    /** What a task comes to. */
    public record Answer(String stdout, String stderr, int exitStatus) {}

    /** Answers so from now on; what the function throws is thrown. */
    public SimShell answer(BiFunction<Host, Task, Answer> value) {
        answer = value;
        return this;
    }

    /** Refuses the next so many connections. */
    public synchronized SimShell refuse(Reason reason, int times) {
        for (int i = 0; i < times; i++) {
            refusals.add(reason);
        }
        return this;
    }

    /** Refuses every connection until that moment of that clock: a machine that runs need not listen yet. */
    public SimShell refuseUntil(Instant until, Time time) {
        closing = new Closing(until, time);
        return this;
    }

    /** Loses the connection of the next program after it printed so many bytes, both channels together. */
    public SimShell cutOutput(int bytes) {
        return cutOutput(bytes, 1);
    }

    /** Loses the connection of each of the next so many programs after it printed so many bytes. */
    public synchronized SimShell cutOutput(int bytes, int times) {
        for (int i = 0; i < times; i++) {
            cuts.add(bytes);
        }
        return this;
    }

    /** Breaks the connection of each of the next so many programs before it begins. */
    public synchronized SimShell breakBefore(int times) {
        breaks = times;
        return this;
    }

    /** What ran, with its environment and input. */
    public List<Execution> executions() {
        return List.copyOf(executions);
    }

    /** What ran where: {@code NAME: task}. */
    public List<String> ran() {
        return List.copyOf(ran);
    }

    /** The nodes whose connections were given up, in that order. */
    public List<NodeId> disconnected() {
        return List.copyOf(disconnected);
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void connect(Host host, Deadline deadline) {
        if (Thread.interrupted()) {
            throw new CancelledException("interrupted");
        }
        synchronized (this) {
            if (!refusals.isEmpty()) {
                throw refused(host, refusals.remove(0));
            }
        }
        if (closing.isClosed()) {
            throw refused(host, Reason.UNREACHABLE);
        }
        if (!host.hostKeys().accept(new HostKey("sim", "SHA256:" + host.id()))) {
            throw new SshException(host.id(), Reason.HOST_KEY_CHANGED, host.name() + " has another key", null);
        }
    }

    @Override
    public Exit run(Host host, Execution execution, Output output, Deadline deadline) {
        connect(host, deadline);
        if (breaksNow()) {
            throw fault(host, Reason.NOT_BEGUN, "the connection to %s at %s broke before the program began there");
        }
        var task = execution.task();
        executions.add(execution);
        ran.add(host.name() + ": " + task);
        var given = answer.apply(host, task);
        int room = cut();
        int left = write(output, Line.Channel.STDOUT, given.stdout(), room);
        write(output, Line.Channel.STDERR, given.stderr(), left);
        if (room < Integer.MAX_VALUE) {
            throw fault(
                    host,
                    Reason.LOST,
                    "the connection to %s at %s broke while a program ran there; look before running it again");
        }
        return new Exit(given.exitStatus(), null);
    }

    /** Keeps the file in memory, for {@link #fetch}; of a directory, each file in it. */
    @Override
    public void send(Host host, Path local, String remote, Deadline deadline) {
        if (!Files.exists(local)) {
            throw new IllegalArgumentException("nothing was sent: there is no %s".formatted(local));
        }
        connect(host, deadline);
        try (var all = Files.walk(local)) {
            for (var each : all.filter(Files::isRegularFile).toList()) {
                var below = local.relativize(each).toString();
                files.put(key(host, below.isEmpty() ? remote : remote + "/" + below), Files.readAllBytes(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what was sent to that node under that name. */
    @Override
    public void fetch(Host host, String remote, Path local, Deadline deadline) {
        connect(host, deadline);
        var file = key(host, remote);
        var found = files.keySet().stream()
                .filter(each -> each.equals(file) || each.startsWith(file + "/"))
                .toList();
        if (found.isEmpty()) {
            throw new SshException(
                    host.id(),
                    Reason.FILE,
                    "%s was not fetched from %s: it is not there".formatted(remote, host.name()),
                    null);
        }
        try {
            for (var each : found) {
                write(each.equals(file) ? local : local.resolve(each.substring(file.length() + 1)), each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path local, String key) throws IOException {
        Files.createDirectories(local.toAbsolutePath().getParent());
        Files.write(local, Objects.requireNonNull(files.get(key)));
    }

    private static String key(Host host, String remote) {
        return host.id() + ":" + remote;
    }

    private static SshException refused(Host host, Reason reason) {
        return fault(host, reason, "%s at %s refused");
    }

    private static SshException fault(Host host, Reason reason, String sentence) {
        return new SshException(host.id(), reason, sentence.formatted(host.name(), host.address()), null);
    }

    private synchronized boolean breaksNow() {
        return breaks > 0 && breaks-- > 0;
    }

    private synchronized int cut() {
        return cuts.isEmpty() ? Integer.MAX_VALUE : cuts.remove(0);
    }

    /** How many more bytes may be written. */
    private static int write(Output output, Line.Channel channel, String text, int room) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, room);
        if (length > 0) {
            output.write(channel, bytes, 0, length);
        }
        return room - length;
    }

    @Override
    public void disconnect(NodeId node) {
        disconnected.add(node);
    }

    @Override
    public void close() {
        closed = true;
    }
}

package org.cloudmesh.internal.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Command;
import org.cloudmesh.Line;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Script;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.Task;
import org.cloudmesh.internal.nodes.NodeRecords;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Input;
import org.cloudmesh.spi.Output;

/**
 * A program that outlives its connection: {@code detached.sh} begins it at most once, however often it is asked, and keeps
 * in a directory on the node what it prints and how it ended; whoever asks may follow it there.
 */
final class DetachedRun {

    private static final String SH = read();

    /** Of the program's variables while they are the script's: another HOME would be another place for what it keeps. */
    private static final String PREFIX = "CLOUDMESH_OF_";

    private static final int ENDED = 0;
    private static final int GOES_ON = 3;
    private static final int NOT_BEGUN = 4;

    private static final Duration BETWEEN_LOSSES = Duration.ofSeconds(2);
    private static final int TRIES = 3;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration TO_END_IT = Duration.ofSeconds(15);

    private final MeshRuntime mesh;
    private final SshAccess ssh;
    private final String runId;
    private Node node;
    private boolean over;

    DetachedRun(MeshRuntime mesh, SshAccess ssh, Node node, String runId) {
        this.mesh = mesh;
        this.ssh = ssh;
        this.node = node;
        this.runId = runId;
    }

    /** Begins it, unless it has begun. */
    void launch(Task task, JobSetup setup, Deadline deadline) {
        var variables = new LinkedHashMap<String, String>();
        setup.environment().forEach((name, value) -> variables.put(PREFIX + name, value));
        var arguments =
                new ArrayList<>(List.of(String.join(" ", setup.environment().keySet())));
        if (task instanceof Script script) {
            put("script", JobSetup.text(script.text()), deadline);
            arguments.addAll(script.arguments());
        } else {
            arguments.addAll(((Command) task).arguments());
        }
        var input = setup.input();
        if (input != null) {
            put("stdin", input, deadline);
        }
        var launch = script("launch", arguments);
        persist(new Execution(launch, variables, setup.directory(), null), ignored(), deadline);
    }

    private void put(String file, Input content, Deadline deadline) {
        persist(new Execution(script("put", List.of(file)), Map.of(), null, content), ignored(), deadline);
    }

    /**
     * Gives on what it prints, from its first byte, until it has ended.
     *
     * @param mayBegin whether somebody may still be about to begin it
     */
    Exit follow(Output output, BooleanSupplier mayBegin, Deadline deadline) {
        var seen = new Seen(output);
        while (true) {
            int status = look(seen, deadline);
            if (status == ENDED) {
                over = true;
                return exit(deadline);
            }
            if (status == NOT_BEGUN && !mayBegin.getAsBoolean()) {
                throw new CloudmeshException(
                        "it never began on %s: the program that was to begin it died before".formatted(node.name()));
            }
            if (status != GOES_ON && status != NOT_BEGUN) {
                throw new CloudmeshException(
                        "%s cannot tell how the detached run %s is; its ~/.cloudmesh/jobs is broken"
                                .formatted(node.name(), runId));
            }
            if (status == NOT_BEGUN) {
                pause(BETWEEN_LOOKS, deadline);
            }
        }
    }

    /** One look, of half a minute at most; a lost connection is made anew, and nothing is printed twice. */
    private int look(Seen seen, Deadline deadline) {
        var offsets = List.of(Long.toString(seen.stdout), Long.toString(seen.stderr));
        try {
            var exit = ssh.run(node, Execution.of(script("follow", offsets)), seen, deadline);
            return exit.status() == null ? GOES_ON : exit.status();
        } catch (SshException e) {
            if (!isLoss(e)) {
                throw e;
            }
            pause(BETWEEN_LOSSES, deadline);
            lookForNode();
            return GOES_ON;
        }
    }

    /** It may have another address by now, or be gone. */
    private void lookForNode() {
        var newest = new NodeRecords(mesh).find(node.id()).orElse(node);
        if (newest.state() == NodeState.DESTROYED) {
            throw new CloudmeshException("%s was destroyed while it ran there".formatted(node.name()));
        }
        node = newest.ssh() == null ? node : newest;
    }

    /** Whether it was seen to have ended. */
    boolean isOver() {
        return over;
    }

    /** How it ended. */
    private Exit exit(Deadline deadline) {
        var answer = new ByteArrayOutputStream();
        persist(Execution.of(script("status", List.of())), into(answer), deadline);
        var text = answer.toString(StandardCharsets.UTF_8).strip();
        if (text.equals("ended")) {
            throw new CancelledException("called off on %s by another program".formatted(node.name()));
        }
        if (text.isEmpty()) {
            throw new CloudmeshException(
                    "it ended on %s without an exit status: it was killed there, or the machine went down"
                            .formatted(node.name()));
        }
        return new Exit(Integer.valueOf(text), null);
    }

    /** Ends it and all it started, or sees to it that it never begins. */
    void end() {
        var exit =
                ssh.run(node, Execution.of(script("end", List.of())), ignored(), Deadline.in(TO_END_IT, mesh.time()));
        if (!Objects.equals(exit.status(), 0)) {
            throw new CloudmeshException("it could not be ended on %s".formatted(node.name()));
        }
    }

    /** Removes what it left on the node. */
    void remove(Deadline deadline) {
        ssh.run(node, Execution.of(script("remove", List.of())), ignored(), deadline);
    }

    /** Until it is done once: what is asked here may be asked twice. Nobody waits for a node that never answered. */
    private void persist(Execution execution, Output output, Deadline deadline) {
        boolean answered = over;
        for (int i = 1; ; i++) {
            try {
                var complaint = new ByteArrayOutputStream();
                var exit = ssh.run(node, execution, tee(output, complaint), deadline);
                if (!Objects.equals(exit.status(), 0)) {
                    throw new CloudmeshException("%s could not be begun on %s: %s"
                            .formatted(
                                    runId,
                                    node.name(),
                                    complaint.toString(StandardCharsets.UTF_8).strip()));
                }
                return;
            } catch (SshException e) {
                if (!isLoss(e) || (!answered && (e.reason() == Reason.UNREACHABLE || i == TRIES))) {
                    throw e;
                }
                answered |= e.reason() == Reason.LOST;
                pause(BETWEEN_LOSSES, deadline);
            }
        }
    }

    private static boolean isLoss(SshException e) {
        return e.reason() == Reason.LOST || e.reason() == Reason.NOT_BEGUN || e.reason() == Reason.UNREACHABLE;
    }

    private void pause(Duration duration, Deadline deadline) {
        if (!mesh.pause(duration, deadline, null)) {
            if (Thread.currentThread().isInterrupted() || mesh.work().isClosed()) {
                throw new CancelledException("not followed any longer; it goes on");
            }
            throw new SshException(
                    node.id(), Reason.TIMEOUT, "it has not ended on %s by the deadline".formatted(node.name()), null);
        }
    }

    private Script script(String verb, List<String> arguments) {
        var all = new ArrayList<>(List.of(verb, runId));
        all.addAll(arguments);
        return Script.of(SH).with(all.toArray(String[]::new));
    }

    private static Output ignored() {
        return (channel, bytes, offset, length) -> {};
    }

    private static Output into(ByteArrayOutputStream answer) {
        return (channel, bytes, offset, length) -> {
            if (channel == Line.Channel.STDOUT) {
                answer.write(bytes, offset, length);
            }
        };
    }

    private static Output tee(Output output, ByteArrayOutputStream complaint) {
        return (channel, bytes, offset, length) -> {
            if (channel == Line.Channel.STDERR && complaint.size() < 1000) {
                complaint.write(bytes, offset, length);
            }
            output.write(channel, bytes, offset, length);
        };
    }

    private static String read() {
        try (InputStream in = DetachedRun.class.getResourceAsStream("detached.sh")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts what came of each stream, for the next look to go on from there. */
    private static final class Seen implements Output {

        private final Output output;
        private long stdout;
        private long stderr;

        Seen(Output output) {
            this.output = output;
        }

        @Override
        public void write(Line.Channel channel, byte[] bytes, int offset, int length) {
            if (channel == Line.Channel.STDOUT) {
                stdout += length;
            } else {
                stderr += length;
            }
            output.write(channel, bytes, offset, length);
        }
    }
}

package org.cloudmesh.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import net.schmizz.sshj.common.SSHException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a remote process and all it started, over a second channel of the same connection. Takes five seconds at most. */
final class Kill {

    private static final Logger log = LoggerFactory.getLogger(Kill.class);

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String SCRIPT = script();

    private final Connection connection;

    Kill(Connection connection) {
        this.connection = connection;
    }

    /** Ends it; whether that is known to have worked. An interrupt meanwhile is kept for later. */
    boolean of(OptionalLong pid, Invocation invocation) {
        boolean isInterrupted = Thread.interrupted();
        var deadline = Deadline.in(LIMIT, Time.system());
        var channel = connection.newChannel();
        try {
            channel.requestOpen();
            while (true) {
                try {
                    return channel.awaitOpen(deadline) && run(channel, commandLine(pid, invocation), deadline);
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } catch (SSHException e) {
            log.debug("A remote process could not be ended", e);
            return false;
        } finally {
            channel.abandon();
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean run(ProgramChannel channel, String commandLine, Deadline deadline) throws SSHException {
        channel.start(commandLine);
        return channel.drainUninterrupted((stream, bytes, offset, length) -> {}, deadline, () -> false)
                && new Exit(0, null).equals(channel.exit());
    }

    private static String commandLine(OptionalLong pid, Invocation invocation) {
        var nonce = invocation.nonce();
        int half = nonce.length() / 2;
        var id = pid.isPresent() ? Long.toString(pid.getAsLong()) : "";
        var remove = invocation.leaves() ? "remove" : "";
        return ShellWords.exec(
                "",
                "exec \"$@\" </dev/null",
                List.of("sh", "-c", SCRIPT, "sh", id, nonce.substring(0, half), nonce.substring(half), remove));
    }

    private static String script() {
        try (var in = Objects.requireNonNull(Kill.class.getResourceAsStream("end.sh"), "end.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of cloudmesh-jclouds cannot be read; replace it", e);
        }
    }
}

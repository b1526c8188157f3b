package org.cloudmesh.ssh;

import java.io.InputStream;
import java.time.Duration;
import net.schmizz.sshj.common.SSHException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One program on an open channel, from its start until it has ended or was ended. Used once, by one thread. */
final class Program {

    private static final Logger log = LoggerFactory.getLogger(Program.class);

    private static final Duration PID_LIMIT = Duration.ofSeconds(1);

    private final Host host;
    private final Connection connection;
    private final ProgramChannel channel;
    private final Invocation invocation;
    private final PidLine output;

    Program(Host host, Connection connection, ProgramChannel channel, Invocation invocation, Output output) {
        this.host = host;
        this.connection = connection;
        this.channel = channel;
        this.invocation = invocation;
        this.output = new PidLine(invocation.nonce(), output);
    }

    /**
     * Runs it. Like ssh(1), waits until its output is closed, which a child in the background may hold open.
     *
     * @throws SSHException if the connection broke
     * @param stdin the program's input; closed here. Null if it has none
     * @throws org.cloudmesh.SshException if the deadline passed; the program was ended, or the connection given up
     */
    Exit run(@Nullable InputStream stdin, Deadline deadline) throws InterruptedException, SSHException {
        boolean hasEnded = false;
        boolean isKilled = false;
        try (var pump = stdin == null ? null : new StdinPump(stdin, channel, host.name())) {
            channel.start(invocation.commandLine(), invocation.input(), pump != null);
            if (pump != null && !channel.drain(output, deadline, output::isOver)) {
                pump.start();
            }
            hasEnded = channel.drain(output, deadline);
        } catch (InputFailure e) {
            throw Faults.inputFailed(host, e.problem());
        } catch (SSHException e) {
            hasEnded = true; // or not: nothing can be done about it without a connection
            throw e;
        } finally {
            if (!hasEnded) {
                isKilled = kill();
            }
        }
        if (!hasEnded) {
            throw Faults.timeout(host, isKilled);
        }
        output.end();
        return exit();
    }

    private Exit exit() {
        var exit = channel.exit();
        if (exit != null) {
            return exit;
        }
        throw channel.isRefused() ? Faults.runsNothing(host) : Faults.lost(host, null);
    }

    private boolean kill() {
        if (output.pid().isEmpty()) {
            awaitPid();
        }
        boolean isKilled = new Kill(connection).of(output.pid(), invocation);
        channel.abandon();
        if (!isKilled) {
            connection.closeUnlessShared();
        }
        return isKilled;
    }

    /** It says its id before all else, but that may be under way still; a command is found by nothing but its id. */
    private void awaitPid() {
        output.mute();
        var deadline = Deadline.in(PID_LIMIT, Time.system());
        try {
            channel.drainUninterrupted(output, deadline, () -> output.pid().isPresent());
        } catch (SSHException e) {
            log.debug("A remote process did not say its id", e);
        }
    }
}

package org.cloudmesh.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Output;
import org.jspecify.annotations.Nullable;

/** The way to one node: its connection, made anew when it broke or the address changed, and what scripts left there. */
final class Link {

    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);
    private static final int REFUSED_OPEN_PAUSE_MILLIS = 20;

    private final List<String> leftovers = new ArrayList<>();
    private final KeyRing keyRing;
    private final Jumps jumps;
    private @Nullable Connection connection;
    private @Nullable Attempt attempt;
    private boolean isClosed;

    Link(KeyRing keyRing, Jumps jumps) {
        this.keyRing = keyRing;
        this.jumps = jumps;
    }

    /** The living connection to that address, there already or made now. */
    Connection connect(Host host, Deadline deadline) throws InterruptedException {
        Attempt mine;
        synchronized (this) {
            if (isClosed) {
                throw Faults.closedMeanwhile(host);
            }
            var living = living(host);
            if (living != null) {
                return living;
            }
            mine = attempt(host);
            mine.joined();
        }
        try {
            return mine.await(deadline);
        } finally {
            leave(mine);
        }
    }

    Exit run(Host host, Execution execution, Output output, Deadline deadline) throws InterruptedException {
        // A kept connection may turn out to be dead when it is used: nothing ran then, so once more is safe.
        var exit = tryRun(host, execution, output, deadline);
        if (exit == null) {
            exit = tryRun(host, execution, output, deadline);
        }
        if (exit == null) {
            throw Faults.notBegun(host, null);
        }
        return exit;
    }

    /** Sends or fetches files. */
    void copy(Host host, Transfer transfer, Deadline deadline) throws InterruptedException {
        // As with programs: a connection that was dead before anything was done is made anew.
        for (int i = 0; i < 2; i++) {
            if (tryCopy(host, transfer, deadline)) {
                return;
            }
        }
        throw Faults.tooSlow(host);
    }

    private boolean tryCopy(Host host, Transfer transfer, Deadline deadline) throws InterruptedException {
        var used = acquire(host, deadline);
        var alarm = new Alarm(deadline, host.name());
        SftpSession opened = null;
        try (alarm;
                var session = used.newSftp()) {
            opened = session;
            transfer.copy(session);
            return true;
        } catch (Transfer.FileFault e) {
            throw Faults.file(host, e);
        } catch (IOException e) {
            if (alarm.hasRung()) {
                throw Faults.copyTimeout(host);
            }
            if (isInterrupt(e)) {
                throw new InterruptedException();
            }
            if (isClosed()) {
                throw Faults.closedMeanwhile(host);
            }
            if (opened == null && !used.isAlive()) {
                drop(used);
                return false;
            }
            throw opened == null ? Faults.noSftp(host, e) : Faults.copyLost(host, e);
        } finally {
            used.release();
        }
    }

    private static boolean isInterrupt(Throwable failure) {
        for (var each = failure; each != null; each = each.getCause()) {
            if (each instanceof InterruptedException
                    || each instanceof InterruptedIOException
                    || each instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return Thread.interrupted();
    }

    /** The connection, if it lives: it is not used for anything new from now on. */
    synchronized @Nullable Connection close() {
        isClosed = true;
        if (attempt != null) {
            attempt.giveUp();
            attempt = null;
        }
        return connection;
    }

    /** What scripts left there, which is forgotten here. */
    synchronized List<String> takeLeftovers() {
        var taken = List.copyOf(leftovers);
        leftovers.clear();
        return taken;
    }

    private @Nullable Exit tryRun(Host host, Execution execution, Output output, Deadline deadline)
            throws InterruptedException {
        var used = acquire(host, deadline);
        try {
            var channel = open(used, host, deadline);
            if (channel == null) {
                drop(used);
                return null;
            }
            // A program ended at once may have done something already.
            if (deadline.isExpired()) {
                channel.abandon();
                throw Faults.noSlot(host);
            }
            return run(used, channel, host, execution, output, deadline);
        } finally {
            used.release();
        }
    }

    /** The living connection, with a place on it. */
    private Connection acquire(Host host, Deadline deadline) throws InterruptedException {
        while (true) {
            var used = connect(host, deadline);
            if (!used.acquire(deadline)) {
                throw Faults.noSlot(host);
            }
            if (used.isAlive()) {
                return used;
            }
            used.release();
        }
    }

    private Exit run(
            Connection used, ProgramChannel channel, Host host, Execution execution, Output output, Deadline deadline)
            throws InterruptedException {
        var leftovers = takeLeftovers();
        Invocation begun = null;
        try {
            var invocation = Invocation.of(execution, leftovers);
            var stdin = open(host, execution);
            begun = invocation;
            return new Program(host, used, channel, invocation, output).run(stdin, deadline);
        } catch (SSHException e) {
            if (isClosed()) {
                throw Faults.closedMeanwhile(host);
            }
            throw channel.isInputWhole() ? Faults.lost(host, e) : Faults.notBegun(host, e);
        } finally {
            channel.abandon();
            if (begun == null) {
                leave(leftovers);
            } else if (begun.leaves()) {
                leave(List.of(begun.nonce()));
            }
        }
    }

    private static @Nullable InputStream open(Host host, Execution execution) {
        var stdin = execution.stdin();
        try {
            return stdin == null ? null : stdin.open();
        } catch (IOException e) {
            throw Faults.inputNotOpened(host, e);
        }
    }

    /** A channel that is open, or null if the connection is dead. */
    private @Nullable ProgramChannel open(Connection used, Host host, Deadline deadline) throws InterruptedException {
        var patience = deadline.atMost(OPEN_TIMEOUT);
        while (true) {
            var channel = used.newChannel();
            boolean isOpen = false;
            try {
                isOpen = channel.open(patience);
            } catch (OpenFailException e) {
                // A server may allow fewer than we think, or count a session that has just ended.
                if (used.isIdle() && patience.isExpired()) {
                    throw Faults.runsNothing(host);
                }
                TimeUnit.MILLISECONDS.sleep(REFUSED_OPEN_PAUSE_MILLIS);
                if (deadline.isExpired()) {
                    throw Faults.noSlot(host);
                }
                continue;
            } catch (SSHException e) {
                // While keys are renewed, sshj wraps an interrupt as if the connection had failed.
                if (e.getCause() instanceof InterruptedException) {
                    throw new InterruptedException();
                }
                return null;
            } finally {
                if (!isOpen) {
                    channel.abandon();
                }
            }
            if (isOpen) {
                return channel;
            }
            if (deadline.isExpired()) {
                throw Faults.noSlot(host);
            }
            if (used.closeUnlessShared()) {
                return null;
            }
            patience = deadline.atMost(OPEN_TIMEOUT);
        }
    }

    private @Nullable Connection living(Host host) {
        if (connection != null && !connection.leadsTo(host.address())) {
            connection.close();
            connection = null;
        }
        return connection;
    }

    private Attempt attempt(Host host) {
        if (attempt != null && attempt.leadsTo(host)) {
            return attempt;
        }
        var begun = new Attempt(host, keyRing, jumps);
        attempt = begun;
        begun.start(made -> arrived(begun, made));
        return begun;
    }

    private synchronized void arrived(Attempt from, @Nullable Connection made) {
        boolean isWanted = attempt == from;
        if (isWanted) {
            attempt = null;
            connection = made;
        } else if (made != null) {
            made.close();
        }
    }

    private synchronized void leave(Attempt mine) {
        if (mine.left() && attempt == mine) {
            mine.giveUp();
            attempt = null;
        }
    }

    private synchronized void leave(List<String> nonces) {
        leftovers.addAll(nonces);
    }

    private synchronized void drop(Connection dead) {
        dead.close();
        if (connection == dead) {
            connection = null;
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }
}

package org.cloudmesh.ssh;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** A connection somebody is logged in on, for several programs at once. Thread-safe. */
final class Connection {

    // OpenSSH's MaxSessions is 10; two stay free to end programs with.
    private static final int MAX_PROGRAMS = 8;

    private final SSHClient client;
    private final SshAddress address;
    private final HangUp hangUp;
    private final Semaphore slots = new Semaphore(MAX_PROGRAMS, true);
    private volatile @Nullable Thread hangingUp;

    Connection(SSHClient client, SshAddress address, HangUp hangUp) {
        this.client = client;
        this.address = address;
        this.hangUp = hangUp;
    }

    boolean leadsTo(SshAddress wanted) {
        return address.equals(wanted) && isAlive();
    }

    boolean isAlive() {
        return hangingUp == null && client.isConnected() && client.isAuthenticated();
    }

    /** Waits for one of the places; whether there was one before the deadline. */
    boolean acquire(Deadline deadline) throws InterruptedException {
        while (!slots.tryAcquire(Waits.millis(deadline), TimeUnit.MILLISECONDS)) {
            if (deadline.isExpired()) {
                return false;
            }
        }
        return true;
    }

    void release() {
        slots.release();
    }

    /** A channel that is not open yet. */
    ProgramChannel newChannel() {
        return new ProgramChannel(client.getConnection());
    }

    /** The node's files, over a channel of their own. */
    SftpSession newSftp() throws IOException {
        return new SftpSession(client);
    }

    /** A connection from there to another host; this one's keepalive notices silence. */
    WayChannel newWay(String toHost, int port) throws IOException {
        var channel = new WayChannel(client.getConnection(), toHost, port);
        channel.open();
        return channel;
    }

    /** Whether nobody but the caller has a place. */
    boolean isIdle() {
        return slots.availablePermits() >= MAX_PROGRAMS - 1;
    }

    /**
     * Hangs up unless somebody beside the caller, who has a place, has one too: a slow node is no dead one, and what
     * others run there must not be cut off. Who gets a place afterwards finds {@link #isAlive} false.
     *
     * @return whether it hung up
     */
    boolean closeUnlessShared() {
        if (!slots.tryAcquire(MAX_PROGRAMS - 1)) {
            return false;
        }
        close();
        slots.release(MAX_PROGRAMS - 1);
        return true;
    }

    /** Hangs up, once, on a thread of its own; what runs there goes on. */
    synchronized Thread close() {
        var thread = hangingUp;
        if (thread == null) {
            thread = new Thread(hangUp, "cloudmesh-ssh-hang-up-" + address);
            thread.setDaemon(true);
            hangingUp = thread;
            thread.start();
        }
        return thread;
    }

    /** Makes whoever is still busy hanging up, or writing to a node that reads no more, fail at once. */
    void abort() {
        hangUp.closeSocket();
    }
}

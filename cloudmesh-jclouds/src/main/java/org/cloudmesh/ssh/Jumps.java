package org.cloudmesh.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Time;

/** The jump hosts of a shell: one connection to each, which ends with the last connection that leads through it. Thread-safe. */
final class Jumps {

    private static final Duration TO_CONNECT = Duration.ofSeconds(30);

    private final KeyRing keyRing;
    private final Map<NodeId, Jump> jumps = new HashMap<>();
    private boolean isClosed;

    private static final class Jump {

        private final Link link;
        private int users;

        Jump(Link link) {
            this.link = link;
        }
    }

    Jumps(KeyRing keyRing) {
        this.keyRing = keyRing;
    }

    /**
     * Opens a way to a host that has a jump host.
     *
     * @throws SshException if the jump host is not reached
     * @throws IOException if the host is not reached from there
     */
    Way to(Host host, Host jumpHost) throws IOException {
        var jump = use(host, jumpHost);
        boolean isOpen = false;
        try {
            var connection = jump.link.connect(jumpHost, Deadline.in(TO_CONNECT, Time.system()));
            var address = host.address();
            var channel = connection.newWay(address.host(), address.port());
            isOpen = true;
            return new Way(channel, () -> leave(jumpHost.id(), jump));
        } catch (SshException e) {
            throw Faults.jumpHost(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.cancelled(host);
        } finally {
            if (!isOpen) {
                leave(jumpHost.id(), jump);
            }
        }
    }

    /** Ends all connections to jump hosts. */
    void close() {
        List<Link> links;
        synchronized (this) {
            isClosed = true;
            links = jumps.values().stream().map(each -> each.link).toList();
            jumps.clear();
        }
        if (!links.isEmpty()) {
            new Farewell(links).say();
        }
    }

    private synchronized Jump use(Host host, Host jumpHost) {
        if (isClosed) {
            throw Faults.closedMeanwhile(host);
        }
        var jump = jumps.computeIfAbsent(jumpHost.id(), id -> new Jump(new Link(keyRing, this)));
        jump.users++;
        return jump;
    }

    private void leave(NodeId id, Jump jump) {
        synchronized (this) {
            if (--jump.users > 0 || !jumps.remove(id, jump)) {
                return;
            }
        }
        new Farewell(List.of(jump.link)).say();
    }

    /** One way through a jump host, used by one connection. */
    static final class Way {

        private final WayChannel channel;
        private final Runnable whenClosed;
        private boolean isClosed;

        Way(WayChannel channel, Runnable whenClosed) {
            this.channel = channel;
            this.whenClosed = whenClosed;
        }

        WayChannel channel() {
            return channel;
        }

        /** Makes whoever reads or writes fail at once. */
        void abort() {
            channel.abandon();
        }

        /** Leaves the jump host, which may be the end of its connection. */
        void close() {
            synchronized (this) {
                if (isClosed) {
                    return;
                }
                isClosed = true;
            }
            whenClosed.run();
        }
    }
}

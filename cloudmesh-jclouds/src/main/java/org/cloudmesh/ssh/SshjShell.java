package org.cloudmesh.ssh;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.NodeId;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;

/**
 * Runs programs over ssh by sshj. Keeps one connection a node, on which at most eight programs run at once; a ninth
 * waits. Thread-safe.
 *
 * <p>A connection that is not there by the deadline is {@code UNREACHABLE}; a program that has not ended by then is
 * {@code TIMEOUT}, after it and all it started were ended there. As with ssh(1), a program has ended when its output is
 * closed: a child it left in the background with the same output is waited for too. A program runs in the login
 * directory, with an empty standard input; what the login shell's rc files print to standard output before it is
 * dropped.
 */
public final class SshjShell implements Shell {

    private final Map<NodeId, Link> links = new HashMap<>();
    private final KeyRing keyRing = new KeyRing();
    private final Jumps jumps = new Jumps(keyRing);
    private boolean isClosed;

    /** A shell with no connection yet. */
    public SshjShell() {}

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if this shell is closed
     */
    @Override
    public void connect(Host host, Deadline deadline) {
        try {
            link(host.id()).connect(host, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.cancelled(host);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if this shell is closed
     * @throws IllegalArgumentException if a command is too long to be sent (128 KiB)
     */
    @Override
    public Exit run(Host host, Execution execution, Output output, Deadline deadline) {
        try {
            return link(host.id()).run(host, execution, output, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.cancelled(host);
        }
    }

    @Override
    public void send(Host host, Path local, String remote, Deadline deadline) {
        copy(host, new Sending(local, remote), deadline);
    }

    @Override
    public void fetch(Host host, String remote, Path local, Deadline deadline) {
        copy(host, new Fetching(remote, local), deadline);
    }

    @Override
    public void disconnect(NodeId node) {
        Link link;
        synchronized (this) {
            link = links.remove(node);
        }
        if (link != null) {
            new Farewell(List.of(link)).say();
        }
    }

    @Override
    public void close() {
        List<Link> all;
        synchronized (this) {
            isClosed = true;
            all = List.copyOf(links.values());
            links.clear();
        }
        new Farewell(all).say();
        jumps.close();
        keyRing.clear();
    }

    private void copy(Host host, Transfer transfer, Deadline deadline) {
        try {
            link(host.id()).copy(host, transfer, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.cancelled(host);
        }
    }

    private synchronized Link link(NodeId node) {
        if (isClosed) {
            throw new IllegalStateException("this shell is closed; open another one to reach node " + node);
        }
        return links.computeIfAbsent(node, id -> new Link(keyRing, jumps));
    }
}

package org.cloudmesh.spi;

import org.cloudmesh.NodeId;
import org.cloudmesh.Task;

/**
 * Runs one program on one host, and keeps one connection a node for the next. Thread-safe; several programs may run on
 * one host at once.
 *
 * <p>Every method throws {@link org.cloudmesh.SshException} with its reason, and
 * {@link org.cloudmesh.CancelledException} when the thread is interrupted.
 */
public interface Shell extends AutoCloseable {

    /** Connects and logs in, unless a living connection is there: this is what <em>ready</em> means. */
    void connect(Host host, Deadline deadline);

    /**
     * Runs a task to its end. When the deadline passes or the thread is interrupted, the remote process and what it
     * started are ended before this throws.
     *
     * @param output takes standard output and standard error, apart, as they come
     * @return how the program ended
     */
    Exit run(Host host, Task task, Output output, Deadline deadline);

    /** Gives up the connection to a node, if there is one. Never blocks for long, never throws. */
    void disconnect(NodeId node);

    /** Gives up all connections and threads; a second call does nothing. */
    @Override
    void close();
}

package org.cloudmesh.spi;

import java.nio.file.Path;
import org.cloudmesh.NodeId;

/**
 * Runs programs on hosts and copies files, and keeps one connection a node for the next. Thread-safe; several programs may
 * run on one host at once.
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
     * <p>As in a shell, a program that is not there is exit status 127, and a directory that cannot be entered 126; both
     * say so on standard error. {@code NOT_BEGUN} is thrown only where it is certain that nothing of the task ran.
     *
     * @param output takes standard output and standard error, apart, as they come
     * @return how the program ended
     */
    Exit run(Host host, Execution execution, Output output, Deadline deadline);

    /**
     * Copies a file or a directory with all in it to a host. Permission bits are kept, symbolic links are followed. Each
     * file appears under its name when it is whole.
     *
     * @param remote what it is called there, a directory is merged into one that exists; relative to the login directory.
     *     Missing parents are made
     * @throws IllegalArgumentException before anything is sent, if there is nothing to send
     */
    void send(Host host, Path local, String remote, Deadline deadline);

    /**
     * Copies a file or a directory with all in it from a host, as {@link #send} does in the other direction.
     *
     * @param local what it is called here
     */
    void fetch(Host host, String remote, Path local, Deadline deadline);

    /** Gives up the connection to a node, if there is one. Never blocks for long, never throws. */
    void disconnect(NodeId node);

    /** Gives up all connections and threads; a second call does nothing. */
    @Override
    void close();
}

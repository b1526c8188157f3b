package org.cloudmesh.testkit.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link SimCloud} for other processes, on a free port of 127.0.0.1: a program that is killed leaves its cloud standing, and
 * what it had asked for is done, whether or not the answer reached it. The program passes {@link #at} to its mesh. Faults are
 * injected, and calls and machines seen, where the cloud itself is. Any user of this machine can connect. Thread-safe once it
 * is started.
 */
public final class SimServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimServer.class);
    private static final int BACKLOG = 1024;
    private static final long PATIENCE_MILLIS = 10_000;

    private final SimCloud cloud;
    private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
    private Time time = Time.system();
    private @Nullable ServerSocket socket;
    private @Nullable Thread thread;
    private volatile boolean closed;

    private SimServer(SimCloud cloud) {
        this.cloud = cloud;
    }

    /** One for that cloud, on the machine's own clock; it is not started yet. */
    public static SimServer of(SimCloud cloud) {
        return new SimServer(cloud);
    }

    /** The cloud that is served at that port of this machine, as its clients see it. It need not be served yet. */
    public static CloudProvider at(int port) {
        return new RemoteCloud(port);
    }

    /** What the cloud's machines go by; the clock of the client's mesh does not matter to them. */
    public SimServer time(Time value) {
        time = value;
        return this;
    }

    /**
     * Starts it; clients are answered when this returns.
     *
     * @throws UncheckedIOException if no port can be had
     */
    public SimServer start() {
        try {
            socket = new ServerSocket(0, BACKLOG, localhost());
        } catch (IOException e) {
            throw new UncheckedIOException("the cloud is not served: no port of 127.0.0.1 can be had", e);
        }
        var listening = socket;
        thread = new Thread(() -> accept(listening), "sim-server-" + port());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    // Not the loopback address, which may be ::1.
    static InetAddress localhost() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /**
     * Where it answers.
     *
     * @throws IllegalStateException if it was not started
     */
    public int port() {
        if (socket == null) {
            throw new IllegalStateException("the server has no port yet; start it first");
        }
        return socket.getLocalPort();
    }

    private void accept(ServerSocket listening) {
        while (!closed) {
            try {
                serve(listening.accept());
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("the served cloud could not take a connection", e);
                }
            }
        }
    }

    private void serve(Socket accepted) throws IOException {
        accepted.setTcpNoDelay(true);
        var connection = new ServedConnection(accepted, new ServedCalls(cloud, time), connections::remove);
        connections.add(connection);
        connection.start();
        if (closed) {
            connection.close();
        }
    }

    /** Ends all connections, and waits for what is being done for them; the cloud stays as it is. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.warn("the port of the served cloud could not be closed", e);
        }
        connections.forEach(ServedConnection::close);
        connections.forEach(connection -> await(connection.thread()));
        if (thread != null) {
            await(thread);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it answers, if it does. */
    @Override
    public String toString() {
        return socket == null ? "SimServer, not started" : "SimServer at 127.0.0.1:" + socket.getLocalPort();
    }
}

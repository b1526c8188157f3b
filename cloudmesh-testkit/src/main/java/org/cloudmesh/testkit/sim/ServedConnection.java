package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client of a {@link SimServer}, and the thread that answers it, one call after the other. Thread-safe. */
final class ServedConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedConnection.class);

    private final Socket socket;
    private final ServedCalls calls;
    private final Consumer<ServedConnection> ended;
    private final Thread thread;

    ServedConnection(Socket socket, ServedCalls calls, Consumer<ServedConnection> ended) {
        this.socket = socket;
        this.calls = calls;
        this.ended = ended;
        thread = new Thread(this::serve, "sim-server-%d-%d".formatted(socket.getLocalPort(), socket.getPort()));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void serve() {
        try (var lines = new SimLines(socket)) {
            for (var call = lines.read(); call != null; call = lines.read()) {
                calls.answer(call, lines);
            }
        } catch (JsonProcessingException e) {
            LOG.warn("a client of the served cloud sent something that is no call; its connection is ended", e);
        } catch (IOException e) {
            // A client that was killed; what it asked for is done.
            LOG.debug("a client of the served cloud is gone", e);
        } finally {
            ended.accept(this);
        }
    }

    /** Ends the connection; a call that is being worked on is done to its end. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("a connection to the served cloud could not be closed", e);
        }
    }

    Thread thread() {
        return thread;
    }
}

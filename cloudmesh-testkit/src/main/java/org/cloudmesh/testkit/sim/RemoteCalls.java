package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.cloudmesh.Request;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CloudContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the cloud of a {@link SimServer}, over as many connections as there are calls at once. Thread-safe. */
final class RemoteCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteCalls.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final CloudContext context;
    private final Deque<SimLines> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    RemoteCalls(int port, CloudContext context) {
        this.port = port;
        this.context = context;
    }

    /** What was answered, read page by page; the caller closes the stream. Never sent twice. */
    Stream<JsonNode> stream(String operation, ObjectNode arguments) {
        var sent = context.time().now();
        try {
            var connection = idle.pollFirst();
            var lines = connection == null ? open() : connection;
            return answer(operation, lines, send(operation, arguments, lines), sent);
        } catch (IOException e) {
            if (!operation.equals(RemoteFacts.OPERATION)) {
                report(operation, 0, null, sent);
            }
            throw gone(operation, e);
        }
    }

    /** The same, read to its end. */
    List<JsonNode> list(String operation, ObjectNode arguments) {
        try (var values = stream(operation, arguments)) {
            return values.toList();
        }
    }

    private SimLines open() throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(SimServer.localhost(), port), (int) PATIENCE.toMillis());
            return new SimLines(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private JsonNode send(String operation, ObjectNode arguments, SimLines lines) throws IOException {
        try {
            lines.write(arguments.put("operation", operation).put("cloud", context.name()));
            return next(lines);
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    private static JsonNode next(SimLines lines) throws IOException {
        var line = lines.read();
        if (line == null) {
            throw new EOFException("the connection ended");
        }
        return line;
    }

    private Stream<JsonNode> answer(String operation, SimLines lines, JsonNode first, Instant sent) {
        first.path("requests")
                .forEach(request -> report(
                        request.path("operation").asText(),
                        request.path("status").asInt(),
                        request.path("requestId").textValue(),
                        sent));
        if (first.has("error")) {
            release(lines);
            throw SimErrors.read(first.path("error"));
        }
        return new RemotePages(this, operation, lines, first).stream();
    }

    /** The next page of an answer. */
    JsonNode nextPage(String operation, SimLines lines) {
        try {
            return next(lines);
        } catch (IOException e) {
            throw gone(operation, e);
        }
    }

    /** Takes a connection back whose answer was read to its end. */
    void release(SimLines lines) {
        idle.addFirst(lines);
        if (closed) {
            close();
        }
    }

    /** Ends a connection. */
    void drop(SimLines lines) {
        try {
            lines.close();
        } catch (IOException e) {
            LOG.warn("a connection to the served cloud could not be closed", e);
        }
    }

    private void report(String operation, int status, @Nullable String id, Instant sent) {
        var took = Duration.between(sent, context.time().now());
        context.requests()
                .accept(new Request(
                        context.name(), operation, status, id, sent, took.isNegative() ? Duration.ZERO : took));
    }

    private UnavailableException gone(String operation, IOException e) {
        return new UnavailableException(
                context.name(),
                operation,
                0,
                null,
                "no answer from the cloud served at 127.0.0.1:%d (%s); see whether its program still runs"
                        .formatted(port, e.getMessage()),
                e);
    }

    /** Ends all connections that nobody uses; the others end when they are given back. */
    @Override
    public void close() {
        closed = true;
        for (var lines = idle.pollFirst(); lines != null; lines = idle.pollFirst()) {
            drop(lines);
        }
    }
}

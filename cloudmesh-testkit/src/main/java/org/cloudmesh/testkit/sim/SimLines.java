package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON over a socket, an object a line. For one thread at a time. */
final class SimLines implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    SimLines(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
    }

    /** The next; null at the end. */
    @Nullable
    JsonNode read() throws IOException {
        var line = in.readLine();
        return line == null ? null : JSON.readTree(line);
    }

    // One write, so that it is one packet: small ones are sent at once.
    void write(JsonNode json) throws IOException {
        out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.cloudmesh.jclouds.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jclouds.http.HttpResponse;

/** What a cloud answered to a request it took: the body is read as a stream, and closed by whoever asked. Not thread-safe. */
public final class Answer implements AutoCloseable {

    private final HttpResponse response;

    Answer(HttpResponse response) {
        this.response = response;
    }

    /** The HTTP status, below 300. */
    public int status() {
        return response.getStatusCode();
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeaderOrNull(name));
    }

    /** The body; empty if there is none. */
    public InputStream body() throws IOException {
        var payload = response.getPayload();
        return payload == null ? InputStream.nullInputStream() : payload.openStream();
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        var payload = response.getPayload();
        if (payload != null) {
            payload.release();
        }
    }
}

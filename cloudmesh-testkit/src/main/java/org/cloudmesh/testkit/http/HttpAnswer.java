package org.cloudmesh.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client gets. Immutable, as far as the body is.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param headers others, by name
 * @param body writes itself
 * @param length of the body in bytes; {@link #UNKNOWN} for one that is sent in chunks
 */
public record HttpAnswer(int status, String contentType, Map<String, String> headers, Body body, long length) {

    /** The length of a body that is not known before it is written. */
    public static final long UNKNOWN = -1;

    /** What is sent; it may be written more than once, or never. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes all of it, and leaves the stream open.
         *
         * @throws IOException if the client went away
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Keeps its own copy of the headers. */
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** That text, as UTF-8. */
    public static HttpAnswer of(int status, String contentType, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(status, contentType, Map.of(), out -> out.write(bytes), bytes.length);
    }

    /** No body at all: 202, 204 and the like. */
    public static HttpAnswer empty(int status) {
        return of(status, "", "");
    }

    /** A body that is too large to be held in memory: it is written as it is sent. */
    public static HttpAnswer streamed(int status, String contentType, Body body) {
        return new HttpAnswer(status, contentType, Map.of(), body, UNKNOWN);
    }

    /** The same, with that header too. */
    public HttpAnswer header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, contentType, more, body, length);
    }

    /** Without the body, which may hold secrets. */
    @Override
    public String toString() {
        return status + " " + contentType;
    }
}

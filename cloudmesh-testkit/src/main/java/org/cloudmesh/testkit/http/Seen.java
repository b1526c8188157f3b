package org.cloudmesh.testkit.http;

import java.time.Instant;
import java.util.Map;

/**
 * A request that was answered, or dropped.
 *
 * @param operation what the fake calls it
 * @param method {@code GET}, {@code POST} …
 * @param path as it was sent, escapes and all
 * @param query as it was sent; empty if there is none
 * @param headers by lower-case name
 * @param body as UTF-8; empty if there is none
 * @param status what was answered; 0 if nothing was
 * @param at when it was answered, by the fake's clock
 */
public record Seen(
        String operation,
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        int status,
        Instant at) {

    /** Keeps its own copy of the headers. */
    public Seen {
        headers = Map.copyOf(headers);
    }

    static Seen of(String operation, HttpRequest request, int status, Instant at) {
        return new Seen(
                operation,
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.body(),
                status,
                at);
    }

    /** Without query, headers and body, which may hold secrets. */
    @Override
    public String toString() {
        return operation + ": " + method + " " + path + " -> " + status;
    }
}

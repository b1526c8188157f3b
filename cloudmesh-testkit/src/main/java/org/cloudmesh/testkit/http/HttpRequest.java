package org.cloudmesh.testkit.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent.
 *
 * @param method {@code GET}, {@code POST} …
 * @param path as it was sent, escapes and all
 * @param query as it was sent, without the question mark; empty if there is none
 * @param headers by lower-case name; the values of a repeated one are joined by commas
 * @param body as UTF-8; empty if there is none
 */
public record HttpRequest(String method, String path, String query, Map<String, String> headers, String body) {

    /** Keeps its own copy of the headers. */
    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** That header's value, by its name in lower case; null if it was not sent. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Path, query and body on a line each, readable: the escapes of the first two, and of a form, are undone. */
    String readable() {
        var form = headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
        return unescaped(path) + "\n" + unescaped(query) + "\n" + (form ? unescaped(body) : body);
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Without headers and body, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

package org.cloudmesh.jclouds.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jclouds.http.HttpRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * One request to a cloud. Immutable; {@code toString} has neither headers nor body, for they may hold secrets.
 *
 * @param operation the cloud's own word for it, such as {@code RunInstances}
 * @param method such as {@code GET}
 * @param uri where to
 * @param headers what goes along
 * @param contentType of the body; null if there is none
 * @param body null if there is none
 * @param filters what signs it
 */
public record Call(
        String operation,
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String contentType,
        @Nullable String body,
        List<HttpRequestFilter> filters) {

    /** Copies the map and the list. */
    public Call {
        headers = Map.copyOf(headers);
        filters = List.copyOf(filters);
    }

    /** One without a body. */
    public static Call of(String operation, String method, URI uri, Map<String, String> headers) {
        return new Call(operation, method, uri, headers, null, null, List.of());
    }

    /** One that carries JSON. */
    public static Call json(String operation, String method, URI uri, Map<String, String> headers, String body) {
        return new Call(operation, method, uri, headers, "application/json", body, List.of());
    }

    @Override
    public String toString() {
        return operation + " " + method + " " + uri.getPath();
    }
}

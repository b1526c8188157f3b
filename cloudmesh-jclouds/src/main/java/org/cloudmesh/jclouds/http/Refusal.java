package org.cloudmesh.jclouds.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a cloud answered to a request it did not take. Immutable; {@code toString} has neither headers nor body.
 *
 * @param cloud the cloud's name in the mesh
 * @param operation the cloud's own word for what was asked
 * @param status the HTTP status, 300 or more
 * @param headers of the answer, whatever their case
 * @param body the beginning of it, 256 KiB at most; empty if there is none
 */
public record Refusal(String cloud, String operation, int status, Map<String, String> headers, String body) {

    /** Copies the map. */
    public Refusal {
        var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /** The header of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String toString() {
        return "%s: %s was answered with %d".formatted(cloud, operation, status);
    }
}

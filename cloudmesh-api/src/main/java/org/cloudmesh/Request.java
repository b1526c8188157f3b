package org.cloudmesh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request that was sent to a cloud, as {@link MeshOptions#onRequest} sees it. Immutable.
 *
 * @param cloud the cloud's name in the mesh
 * @param operation the cloud's own word for it, such as {@code RunInstances}
 * @param status the HTTP status; 0 where no answer came
 * @param requestId the cloud's id of the request, for its support
 * @param at when it was sent
 * @param took how long the answer took
 */
public record Request(
        String cloud,
        String operation,
        int status,
        @Nullable String requestId,
        Instant at,
        Duration took) {

    /** One line: cloud, operation, status, id, milliseconds. */
    @Override
    public String toString() {
        return "%s %s %s%s %d ms"
                .formatted(
                        cloud,
                        operation,
                        status == 0 ? "no answer" : status,
                        requestId == null ? "" : " " + requestId,
                        took.toMillis());
    }
}

package org.cloudmesh.testkit.local;

import org.cloudmesh.CloudException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * One call to the cloud, and how it may be refused. Immutable.
 *
 * @param cloud the cloud's name in the mesh
 * @param operation what was asked
 * @param requestId unique to this call
 */
record Call(String cloud, String operation, String requestId) {

    CloudException invalid(String message, Throwable cause) {
        return new CloudException(cloud, operation, 400, requestId, message, cause);
    }

    NotFoundException notFound(String kind, String name) {
        return new NotFoundException(
                kind, name, "no %s \"%s\" on the cloud \"%s\"; list what there is".formatted(kind, name, cloud));
    }

    ConflictException conflict(String message) {
        return new ConflictException(cloud, operation, 409, requestId, message, null);
    }

    UnavailableException unavailable(String message, @Nullable Throwable cause) {
        return new UnavailableException(cloud, operation, 503, requestId, message, cause);
    }
}

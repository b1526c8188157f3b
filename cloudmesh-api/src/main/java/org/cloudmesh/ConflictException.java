package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** What was asked does not fit the state the thing is in at the cloud. */
public class ConflictException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** Made by providers. */
    public ConflictException(
            String cloud,
            String operation,
            int status,
            @Nullable String requestId,
            String message,
            @Nullable Throwable cause) {
        super(cloud, operation, status, requestId, message, cause);
    }
}

package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** The cloud wants fewer requests. */
public class RateLimitException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** Made by providers. */
    public RateLimitException(
            String cloud,
            String operation,
            int status,
            @Nullable String requestId,
            String message,
            @Nullable Throwable cause) {
        super(cloud, operation, status, requestId, message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}

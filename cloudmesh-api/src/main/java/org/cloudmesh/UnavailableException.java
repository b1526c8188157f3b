package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** The cloud failed, or could not be reached. */
public class UnavailableException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** Made by providers. */
    public UnavailableException(
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

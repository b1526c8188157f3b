package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** The account's quota, or the cloud's capacity, is used up. */
public class QuotaExceededException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** Made by providers. */
    public QuotaExceededException(
            String cloud,
            String operation,
            int status,
            @Nullable String requestId,
            String message,
            @Nullable Throwable cause) {
        super(cloud, operation, status, requestId, message, cause);
    }
}

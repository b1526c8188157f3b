package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** The cloud does not know these credentials, or they may not do this. */
public class AuthException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** Made by providers. */
    public AuthException(
            String cloud,
            String operation,
            int status,
            @Nullable String requestId,
            String message,
            @Nullable Throwable cause) {
        super(cloud, operation, status, requestId, message, cause);
    }
}

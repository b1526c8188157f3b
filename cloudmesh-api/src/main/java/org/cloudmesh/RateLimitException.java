package org.cloudmesh;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cloud wants fewer requests. */
public class RateLimitException extends CloudException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /** Made by providers, where the cloud does not say how long to wait. */
    public RateLimitException(
            String cloud,
            String operation,
            int status,
            @Nullable String requestId,
            String message,
            @Nullable Throwable cause) {
        this(cloud, operation, status, requestId, message, null, cause);
    }

    /** Made by providers. */
    public RateLimitException(
            String cloud,
            String operation,
            int status,
            @Nullable String requestId,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(cloud, operation, status, requestId, message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the cloud wants to be left alone; empty where it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}

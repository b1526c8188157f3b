package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** A cloud refused, failed, or did not answer. Says which cloud, which operation, and the cloud's own words. */
public class CloudException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final String cloud;
    private final String operation;
    private final int status;
    private final @Nullable String requestId;

    /** Made by the library and by providers. */
    public CloudException(
            String cloud,
            String operation,
            int status,
            @Nullable String requestId,
            String message,
            @Nullable Throwable cause) {
        super("%s: %s: %s".formatted(cloud, operation, message), cause);
        this.cloud = cloud;
        this.operation = operation;
        this.status = status;
        this.requestId = requestId;
    }

    /** The cloud's name in the mesh. */
    public String cloud() {
        return cloud;
    }

    /** The cloud's word for what was asked, such as {@code RunInstances}. */
    public String operation() {
        return operation;
    }

    /** The HTTP status, or 0 where no answer came. */
    public int status() {
        return status;
    }

    /** The cloud's id of the request, for its support. */
    public @Nullable String requestId() {
        return requestId;
    }
}

package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in this library: one sentence that says what, where, and what next. Unchecked; the subclasses are what
 * a program would tell apart. Immutable, as they are.
 */
public class CloudmeshException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For subclasses and providers. */
    public CloudmeshException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** For subclasses and providers. */
    public CloudmeshException(String message) {
        super(message);
    }

    /** Whether the same call may succeed later without anything being changed. */
    public boolean retryable() {
        return false;
    }
}

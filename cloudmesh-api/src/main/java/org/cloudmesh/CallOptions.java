package org.cloudmesh;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every verb can be told: by when, and how to be called off. Not thread-safe; used once.
 *
 * @param <O> the options themselves
 */
public abstract sealed class CallOptions<O extends CallOptions<O>> permits VerbOptions, BootOptions, JobOptions {

    /** The original's wait, kept: long enough for any cloud measured, short enough to be noticed. */
    static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(6);

    private Duration timeout;
    private @Nullable Cancellation cancellation;

    CallOptions(Duration timeout) {
        this.timeout = timeout;
    }

    abstract O self();

    /**
     * How long the whole verb may take, whatever it does inside; 6 minutes unless said otherwise, a day for a job.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public O timeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("a timeout is longer than nothing, not " + value);
        }
        timeout = value;
        return self();
    }

    /** Ends the verb when this is cancelled; interrupting its thread does the same. */
    public O cancelOn(Cancellation value) {
        cancellation = value;
        return self();
    }

    /** How long the whole verb may take. */
    public Duration timeout() {
        return timeout;
    }

    /** What ends the verb early, if anything was given. */
    public @Nullable Cancellation cancelOn() {
        return cancellation;
    }
}

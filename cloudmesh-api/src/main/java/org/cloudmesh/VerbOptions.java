package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** What a verb on nodes can be told. Not thread-safe; used once. */
public final class VerbOptions extends CallOptions<VerbOptions> {

    private @Nullable Integer atLeast;

    /** Made by the library. */
    @Unstable
    public VerbOptions() {
        super(DEFAULT_TIMEOUT);
    }

    @Override
    VerbOptions self() {
        return this;
    }

    /**
     * How many must succeed for the verb to return rather than throw; all, unless said otherwise.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public VerbOptions atLeast(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("at least how many? 0 or more, not " + count);
        }
        atLeast = count;
        return this;
    }

    /** How many must succeed; null for all. */
    public @Nullable Integer atLeast() {
        return atLeast;
    }
}

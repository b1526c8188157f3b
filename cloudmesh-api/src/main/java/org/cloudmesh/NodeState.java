package org.cloudmesh;

/**
 * What a node was doing when it was last seen. The cloud's own word is kept beside it, in {@link Node#providerState}.
 *
 * <p>{@code RUNNING} is not ready: ready means that ssh answered, see {@link Nodes#awaitReady}.
 */
public enum NodeState {
    /** Accepted by the cloud, not yet up. */
    PENDING("pending"),
    /** Powered on. */
    RUNNING("running"),
    /** On its way to {@link #STOPPED}. */
    STOPPING("stopping"),
    /** Powered off, disks kept; {@code start} brings it back. */
    STOPPED("stopped"),
    /** Memory kept aside; {@code resume} brings it back. */
    SUSPENDED("suspended"),
    /** On its way from {@link #RUNNING} to {@link #RUNNING}. */
    REBOOTING("rebooting"),
    /** Resized, and waiting for that to be confirmed or reverted. */
    RESIZED("resized"),
    /** On its way to {@link #DESTROYED}. */
    DESTROYING("terminating"),
    /** Gone for good; nothing can be asked of it. */
    DESTROYED("terminated"),
    /** The cloud gave up on it; only {@code destroy} makes sense. */
    ERROR("error"),
    /** The cloud said something this version has no word for, or could not be asked. */
    UNKNOWN("unknown");

    private final String word;

    NodeState(String word) {
        this.word = word;
    }

    /** The original's word for it, as tables and messages have it: {@code terminated} for {@link #DESTROYED}. */
    public String word() {
        return word;
    }
}

package org.cloudmesh;

/**
 * What a node was doing when it was last seen. The cloud's own word is kept beside it, in {@link Node#providerState}.
 *
 * <p>{@code RUNNING} is not ready: ready means that ssh answered, see {@link Nodes#awaitReady}.
 */
public enum NodeState {
    /** Accepted by the cloud, not yet up. */
    PENDING,
    /** Powered on. */
    RUNNING,
    /** On its way to {@link #STOPPED}. */
    STOPPING,
    /** Powered off, disks kept; {@code start} brings it back. */
    STOPPED,
    /** Memory kept aside; {@code resume} brings it back. */
    SUSPENDED,
    /** On its way from {@link #RUNNING} to {@link #RUNNING}. */
    REBOOTING,
    /** Resized, and waiting for that to be confirmed or reverted. */
    RESIZED,
    /** On its way to {@link #DESTROYED}. */
    DESTROYING,
    /** Gone for good; nothing can be asked of it. */
    DESTROYED,
    /** The cloud gave up on it; only {@code destroy} makes sense. */
    ERROR,
    /** The cloud said something this version has no word for, or could not be asked. */
    UNKNOWN
}

package org.cloudmesh;

/**
 * What a cloud may or may not be able to do. A verb whose feature is missing throws {@link UnsupportedFeatureException}
 * before any request is sent.
 */
public enum Feature {
    /** Make and destroy nodes. */
    BOOT,
    /** Stop a node and start it again, disks kept. */
    STOP,
    /** Suspend a node and resume it, memory kept. */
    SUSPEND,
    /** Reboot a node. */
    REBOOT,
    /** Hand a new node data it reads, or a script it runs, when it first comes up. */
    USER_DATA,
    /** Give a node a public address of its own once it runs, where the cloud gives none by itself. */
    PUBLIC_ADDRESS
}

package org.cloudmesh.spi;

/** How far a write has come when the call returns. */
public enum Durability {
    /** It survives the death of the process; the last moments may be lost with the power. */
    NORMAL,
    /** It survives a power failure: what names, costs or destroys machines is written so. */
    FORCED
}

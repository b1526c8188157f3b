package org.cloudmesh.internal;

import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;

/** The mesh. */
public final class MeshEngine {

    private MeshEngine() {}

    /** Opens it. */
    @SuppressWarnings("DoNotCallSuggester")
    public static Mesh open(MeshOptions options) {
        throw new IllegalStateException("not yet: " + options.user());
    }
}

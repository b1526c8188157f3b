package org.cloudmesh;

/** The caller cancelled, interrupted or closed the mesh. What the clouds had accepted goes on; the journal knows. */
public class CancelledException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    /** Made by the library and by shells. */
    public CancelledException(String message) {
        super(message);
    }
}

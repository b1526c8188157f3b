package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** The store cannot be read or written: read-only, full, corrupt, newer than this library, locked or closed. */
public class StoreException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    /** Made by stores: the sentence names the store, what is wrong, and what to do. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Made by stores. */
    public StoreException(String message) {
        super(message);
    }
}

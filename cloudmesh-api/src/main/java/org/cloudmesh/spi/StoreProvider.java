package org.cloudmesh.spi;

import java.nio.file.Path;

/** Opens the store of a mesh that names none. Found by {@link java.util.ServiceLoader}; stateless. */
public interface StoreProvider {

    /**
     * Opens or makes the store in that directory.
     *
     * @param directory the mesh's own, which exists; {@code ~/.cloudmesh} unless the caller says otherwise
     * @throws org.cloudmesh.StoreException if it cannot be opened
     */
    Store open(Path directory);
}

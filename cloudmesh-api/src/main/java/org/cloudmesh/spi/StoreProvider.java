package org.cloudmesh.spi;

import java.nio.file.Path;
import org.cloudmesh.Config;

/** Opens the store of a mesh that names none. Found by {@link java.util.ServiceLoader}; stateless. */
public interface StoreProvider {

    /** Which kind of store it opens, in one word, such as {@code sqlite} or {@code mongo}. */
    String kind();

    /**
     * Opens or makes the store: in that directory, or where the configuration says.
     *
     * @param directory the mesh's own, which exists; {@code ~/.cloudmesh} unless the caller says otherwise
     * @param config all of the mesh's configuration
     * @throws org.cloudmesh.StoreException if it cannot be opened
     * @throws org.cloudmesh.ConfigException if what the configuration says of it cannot be read
     */
    Store open(Path directory, Config config);
}

package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/**
 * A place a node can be in: a region or a zone. Immutable.
 *
 * @param cloud the cloud's name in the mesh
 * @param id the cloud's own id, such as {@code us-east-1a}
 * @param name what a person would type
 * @param country where it is known
 * @param region the region it belongs to; null if it is one
 * @param raw the cloud's own record of it as JSON
 */
public record Location(
        String cloud,
        String id,
        String name,
        @Nullable String country,
        @Nullable String region,
        String raw) implements CatalogEntry {

    /** Made by the library, and by providers through {@link org.cloudmesh.spi.LocationBuilder}. */
    @Unstable
    public Location {}

    /** One line: name and id. */
    @Override
    public String toString() {
        return name + " (" + cloud + "/" + id + ")";
    }
}

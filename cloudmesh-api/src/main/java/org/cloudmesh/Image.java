package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/**
 * What a node's disk starts as. Immutable.
 *
 * @param cloud the cloud's name in the mesh
 * @param id the cloud's own id
 * @param name what a person would type, such as {@code CC-Ubuntu22.04}
 * @param architecture such as {@code x86_64}
 * @param owner the account it belongs to
 * @param loginUser who to log in as, where it is known
 * @param raw the cloud's own record of it as JSON
 */
public record Image(
        String cloud,
        String id,
        String name,
        @Nullable String architecture,
        @Nullable String owner,
        @Nullable String loginUser,
        String raw)
        implements CatalogEntry {

    /** Made by the library, and by providers through {@link org.cloudmesh.spi.ImageBuilder}. */
    @Unstable
    public Image {}

    /** One line: name and id. */
    @Override
    public String toString() {
        return name + " (" + cloud + "/" + id + ")";
    }
}

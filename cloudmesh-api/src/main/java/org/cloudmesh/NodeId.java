package org.cloudmesh;

import java.util.Objects;

/**
 * What a node is known by: the mesh's name of its cloud, and the id the cloud gave it. Names are only labels. Immutable.
 *
 * @param cloud the cloud's name in the mesh, such as {@code chameleon}
 * @param providerId the cloud's own id, such as {@code i-01ca62f33728f4931}
 */
public record NodeId(String cloud, String providerId) {

    /** Checks that neither half is empty. */
    public NodeId {
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(providerId, "providerId");
        if (cloud.isEmpty() || cloud.indexOf('/') >= 0 || providerId.isEmpty()) {
            throw new IllegalArgumentException(
                    "a node id is CLOUD/ID, both filled in, not \"%s/%s\"".formatted(cloud, providerId));
        }
    }

    /**
     * Reads {@code cloud/id}, as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static NodeId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a node id is CLOUD/ID, not \"%s\"".formatted(text));
        }
        return new NodeId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return cloud + "/" + providerId;
    }
}

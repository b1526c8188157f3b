package org.cloudmesh;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Machines of one cloud that were booted under one {@linkplain MeshOptions#group group} and are there, as the store has them.
 * Immutable.
 *
 * @param cloud the cloud's name in the mesh
 * @param name the group's name
 * @param nodes its machines, oldest first
 */
public record Group(String cloud, String name, List<Node> nodes) {

    /** Made by the library. */
    @Unstable
    public Group {
        nodes = List.copyOf(nodes);
    }

    /** {@code NAME on CLOUD: names}. */
    @Override
    public String toString() {
        return "%s on %s: %s"
                .formatted(name, cloud, nodes.stream().map(Node::name).collect(Collectors.joining(", ")));
    }
}

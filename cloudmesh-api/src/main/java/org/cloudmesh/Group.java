package org.cloudmesh;

import java.util.List;

/**
 * Machines of one cloud that were booted under one {@linkplain MeshOptions#group group} and are there, as the store has it.
 * Immutable.
 *
 * @param cloud the cloud's name in the mesh
 * @param name the group's name
 * @param nodes the ids of its machines, in the order they were made
 * @param names their names, in the same order
 */
public record Group(String cloud, String name, List<NodeId> nodes, List<String> names) {

    /** Made by the library. */
    @Unstable
    public Group {
        nodes = List.copyOf(nodes);
        names = List.copyOf(names);
    }

    /** How many machines it has. */
    public int size() {
        return nodes.size();
    }

    /** {@code NAME on CLOUD: names}. */
    @Override
    public String toString() {
        return "%s on %s: %s".formatted(name, cloud, String.join(", ", names));
    }
}

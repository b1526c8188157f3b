package org.cloudmesh;

import java.util.List;

/**
 * Machines at the clouds that carry our user's label, and that this mesh does not account for. Immutable.
 *
 * <pre>{@code
 * Sweep sweep = mesh.sweep();
 * System.out.println(sweep);
 * mesh.nodes().destroy(sweep.nodes());
 * }</pre>
 *
 * @param nodes those this mesh made: their records were lost, or the cloud showed them only after they were given up
 * @param ofOtherMeshes those another mesh made, whose store this one does not know: look before you destroy them, for that
 *     mesh may be alive
 */
public record Sweep(List<Node> nodes, List<Node> ofOtherMeshes) {

    private static final String MESH = "cloudmesh-mesh";

    /** Made by the library. */
    @Unstable
    public Sweep {
        nodes = List.copyOf(nodes);
        ofOtherMeshes = List.copyOf(ofOtherMeshes);
    }

    /** A table of all of them. */
    @Override
    public String toString() {
        if (nodes.isEmpty() && ofOtherMeshes.isEmpty()) {
            return "nothing was left behind";
        }
        var table = new Table("Name", "Cloud", "Status", "InstanceID", "Created", "Mesh").keep("Name", "InstanceID");
        nodes.forEach(node -> row(table, node, "this one"));
        ofOtherMeshes.forEach(node -> row(table, node, node.labels().getOrDefault(MESH, "unknown")));
        return table.toString();
    }

    private static void row(Table table, Node node, String mesh) {
        table.row(
                node.name(),
                node.cloud(),
                node.state().toString(),
                node.id().providerId(),
                node.createdAt() == null ? null : node.createdAt().toString(),
                mesh);
    }
}

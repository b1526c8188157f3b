package org.cloudmesh.internal.nodes;

import java.util.Collection;
import java.util.stream.Collectors;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshId;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was made so that machines could be reached, and is of no use without them: addresses, a security group, a key pair. It
 * is given back when they are seen to be gone. What cannot be given back now is tried again with the next ones that go.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final MeshRuntime mesh;
    private final Clouds clouds;
    private final NodeRecords records;

    Leftovers(MeshRuntime mesh, Clouds clouds) {
        this.mesh = mesh;
        this.clouds = clouds;
        records = new NodeRecords(mesh);
    }

    /** Of these nodes, which are being destroyed or gone. Throws nothing: the machines are what counts. */
    void giveBack(Collection<Node> gone, Deadline deadline) {
        var id = new MeshId(mesh).find();
        if (id.isEmpty()) {
            return;
        }
        gone.stream()
                .filter(node -> id.get().equals(node.labels().get(Labels.MESH)))
                .collect(Collectors.groupingBy(Node::cloud))
                .forEach((name, nodes) ->
                        clouds.find(name).ifPresent(cloud -> giveBack(cloud, id.get(), nodes, deadline)));
    }

    private void giveBack(CloudConnection cloud, String meshId, Collection<Node> nodes, Deadline deadline) {
        var ids = nodes.stream().map(node -> node.id().providerId()).toList();
        try {
            cloud.driver().giveBack(meshId, ids, isLast(cloud, meshId), deadline);
        } catch (CloudmeshException e) {
            LOG.warn("{}: what was made for machines that are gone is still there: {}", cloud.name(), e.getMessage());
        }
    }

    /** A boot under way may be about to use it. */
    private boolean isLast(CloudConnection cloud, String meshId) {
        boolean noneLeft = records.all(cloud.name()).stream()
                .filter(node -> node.state() != NodeState.DESTROYING)
                .map(Node::labels)
                .map(labels -> labels.get(Labels.MESH))
                .noneMatch(meshId::equals);
        return noneLeft
                && new Journal(mesh)
                        .open().stream()
                                .noneMatch(intent -> intent.cloud().equals(cloud.name()) && intent.spec() != null);
    }
}

package org.cloudmesh.internal.nodes;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.MeshId;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Variables;
import org.cloudmesh.spi.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was made so that machines could be reached, and is of no use without them: addresses, a security group, a key pair. It
 * is given back when they are seen to be gone. The store knows on which clouds something may be left, until nothing is.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String OWED = "leftovers.";

    private final MeshRuntime mesh;
    private final Function<String, Optional<CloudConnection>> clouds;
    private final NodeRecords records;
    private final Variables variables;

    /** On clouds that are found by name. */
    Leftovers(MeshRuntime mesh, Function<String, Optional<CloudConnection>> clouds) {
        this.mesh = mesh;
        this.clouds = clouds;
        records = new NodeRecords(mesh);
        variables = new Variables(mesh.store());
    }

    /** From now on, something may be left there. */
    static void expect(MeshRuntime mesh, CloudConnection cloud) {
        var variables = new Variables(mesh.store());
        if (!isExpected(variables, cloud)) {
            variables.put(OWED + cloud.name(), true);
        }
    }

    private static boolean isExpected(Variables variables, CloudConnection cloud) {
        return variables
                .find(OWED + cloud.name())
                .filter(owed -> owed.asBoolean())
                .isPresent();
    }

    /** Of these nodes, which are being destroyed or gone. Throws nothing: the machines are what counts. */
    void giveBack(Collection<Node> gone, Deadline deadline) {
        gone.stream()
                .filter(node -> node.labels().containsKey(Labels.MESH))
                .collect(Collectors.groupingBy(Node::cloud))
                .forEach((name, nodes) -> clouds.apply(name).ifPresent(cloud -> giveBack(cloud, nodes, deadline)));
    }

    private void giveBack(CloudConnection cloud, List<Node> nodes, Deadline deadline) {
        var own = new MeshId(mesh).find().orElse("");
        nodes.stream()
                .collect(Collectors.groupingBy(node -> node.labels().getOrDefault(Labels.MESH, "")))
                .forEach((meshId, each) -> giveBack(
                        cloud,
                        meshId,
                        each.stream().map(node -> node.id().providerId()).toList(),
                        meshId.equals(own) && isLast(cloud, own),
                        deadline));
    }

    /** What may be left on that cloud, if this mesh has no machine there any more. */
    void settle(CloudConnection cloud, Deadline deadline) {
        var own = new MeshId(mesh).find();
        if (own.isPresent() && isExpected(variables, cloud) && isLast(cloud, own.get())) {
            giveBack(cloud, own.get(), List.of(), true, deadline);
        }
    }

    private void giveBack(
            CloudConnection cloud, String meshId, Collection<String> ids, boolean isLast, Deadline deadline) {
        try {
            if (cloud.driver().giveBack(meshId, ids, isLast, deadline) && isLast) {
                variables.put(OWED + cloud.name(), false);
            }
        } catch (CloudmeshException e) {
            LOG.warn("{}: what was made for machines that are gone is still there: {}", cloud.name(), e.getMessage());
        }
    }

    /** A boot under way may be about to use it. */
    private boolean isLast(CloudConnection cloud, String meshId) {
        boolean anyLeft = records.isAny(
                cloud.name(),
                node -> node.state() != NodeState.DESTROYING
                        && meshId.equals(node.labels().get(Labels.MESH)));
        return !anyLeft
                && new Journal(mesh)
                        .open().stream()
                                .noneMatch(intent -> intent.cloud().equals(cloud.name()) && intent.spec() != null);
    }
}

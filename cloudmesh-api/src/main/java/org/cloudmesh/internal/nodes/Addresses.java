package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cloudmesh.CloudException;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the newest record of nodes, and asks the cloud for addresses that are missing or may be out of date. */
public final class Addresses {

    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);

    private final MeshRuntime mesh;
    private final Clouds clouds;
    private final NodeRecords records;

    /** On that mesh. */
    public Addresses(MeshRuntime mesh, Clouds clouds) {
        this.mesh = mesh;
        this.clouds = clouds;
        records = new NodeRecords(mesh);
    }

    /** The newest records, in their order; the given ones where the store has none. Makes no request. */
    public List<Node> known(List<Node> nodes) {
        var known = records.byId(nodes.stream().map(Node::id).toList());
        return nodes.stream().map(node -> known.getOrDefault(node.id(), node)).toList();
    }

    /**
     * As {@link #known}, with a look at those that should have an address and have none, and at those that only an earlier
     * program saw: addresses are given to other machines.
     */
    public List<Node> reachable(List<Node> nodes, Deadline deadline) {
        var newest = new HashMap<NodeId, Node>();
        known(nodes).forEach(node -> newest.put(node.id(), node));
        var soon = deadline.atMost(new VerbOptions().timeout());
        ask(newest, soon);
        newest.putAll(
                new Exposure(mesh, clouds).expose(newest.values(), soon, null).nodes());
        return nodes.stream().map(node -> newest.getOrDefault(node.id(), node)).toList();
    }

    private void ask(Map<NodeId, Node> newest, Deadline deadline) {
        var byCloud = newest.values().stream()
                .filter(node -> node.ssh() == null || node.observedAt().isBefore(mesh.openedAt()))
                .filter(node -> node.state() == NodeState.RUNNING || node.state() == NodeState.PENDING)
                .collect(Collectors.groupingBy(Node::cloud));
        byCloud.forEach((name, nodes) -> {
            try {
                look(clouds.get(name).driver(), nodes, deadline).forEach(node -> newest.put(node.id(), node));
            } catch (CloudException | ConfigException | NotFoundException e) {
                // The job reports for each node that it has no address; that is the better sentence.
                LOG.debug("no addresses from {}", name, e);
            }
        });
    }

    /** As the cloud has them now; those it has no more are recorded as gone, for their addresses may be others' now. */
    private List<Node> look(CloudDriver driver, List<Node> nodes, Deadline deadline) {
        var ids = nodes.stream().map(node -> node.id().providerId()).toList();
        var found = new ArrayList<>(records.save(driver.nodes().get(ids, deadline)));
        var there = found.stream().map(Node::id).collect(Collectors.toSet());
        var gone = nodes.stream()
                .filter(node -> !there.contains(node.id()))
                .filter(node ->
                        !NodeRefresh.maybeNotListedYet(node, driver, mesh.time().now()))
                .toList();
        found.addAll(records.markDestroyed(gone));
        new Leftovers(mesh, clouds::find).giveBack(gone, deadline);
        return found;
    }
}

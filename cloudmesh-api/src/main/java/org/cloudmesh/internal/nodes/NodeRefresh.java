package org.cloudmesh.internal.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeBuilder;

/** Asks one cloud for all its nodes and lets the store follow; what is not listed is asked for by id before it is gone. */
final class NodeRefresh {

    private final MeshRuntime mesh;
    private final CloudConnection cloud;
    private final NodeRecords records;
    private final Leftovers leftovers;

    NodeRefresh(MeshRuntime mesh, Clouds clouds, CloudConnection cloud) {
        this.mesh = mesh;
        leftovers = new Leftovers(mesh, clouds::find);
        this.cloud = cloud;
        records = new NodeRecords(mesh);
    }

    /** Does it. */
    void run(Deadline deadline) {
        var known = records.all(cloud.name());
        var seen = new HashSet<String>();
        var nodes = new ArrayList<Node>();
        try (var listed = cloud.driver().nodes().list(deadline)) {
            listed.forEach(nodes::add);
        }
        records.save(nodes);
        nodes.forEach(node -> seen.add(node.id().providerId()));
        var listedAsGone = nodes.stream()
                .filter(node -> node.state() == NodeState.DESTROYED)
                .map(Node::id)
                .collect(Collectors.toSet());
        var gone = new ArrayList<>(
                known.stream().filter(node -> listedAsGone.contains(node.id())).toList());
        var missing = known.stream()
                .filter(node -> !seen.contains(node.id().providerId()))
                .toList();
        if (!missing.isEmpty()) {
            gone.addAll(confirm(missing, deadline));
        }
        // Of the last one that goes, what is left is asked for once.
        if (gone.isEmpty()) {
            leftovers.settle(cloud, deadline);
        } else {
            leftovers.giveBack(gone, deadline);
        }
    }

    /** Those that are gone. */
    private List<Node> confirm(List<Node> missing, Deadline deadline) {
        var found = cloud.driver()
                .nodes()
                .get(missing.stream().map(node -> node.id().providerId()).toList(), deadline);
        records.save(found);
        var there = new HashSet<>(found.stream().map(Node::id).toList());
        var gone = new ArrayList<Node>();
        var unsure = new ArrayList<Node>();
        for (var node : missing) {
            if (!there.contains(node.id())) {
                (maybeNotListedYet(node, cloud.driver(), mesh.time().now()) ? unsure : gone).add(node);
            }
        }
        records.markDestroyed(gone);
        records.save(unsure.stream()
                .filter(node -> node.state() != NodeState.PENDING)
                .map(node -> new NodeBuilder(node)
                        .state(NodeState.UNKNOWN)
                        .providerState("not listed")
                        .build())
                .toList());
        return gone;
    }

    /** A cloud may take a while to list what it just made. */
    static boolean maybeNotListedYet(Node node, CloudDriver driver, Instant now) {
        if (node.state() == NodeState.DESTROYING) {
            return false;
        }
        var created = node.createdAt() == null ? node.observedAt() : node.createdAt();
        // The cloud's clock may be behind ours: what is not up yet was made when we asked for it.
        var since =
                node.state() == NodeState.PENDING && created.isBefore(node.observedAt()) ? node.observedAt() : created;
        return now.isBefore(since.plus(driver.settleTime()));
    }
}

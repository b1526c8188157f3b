package org.cloudmesh.internal.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Sweep;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshId;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Deadline;

/** Finds machines that are ours by their labels, and that the store has no claim of: a living node's claim stands. */
public final class Orphans {

    private final MeshRuntime mesh;
    private final Clouds clouds;
    private final Claims claims;
    private final NodeRecords records;

    /** On that mesh. */
    public Orphans(MeshRuntime mesh, Clouds clouds) {
        this.mesh = mesh;
        this.clouds = clouds;
        claims = new Claims(mesh);
        records = new NodeRecords(mesh);
    }

    /** Looks at all active clouds, one request a page. */
    public Sweep sweep() {
        var deadline = mesh.deadline(new VerbOptions());
        var begun = mesh.time().now();
        var ours = new ArrayList<Node>();
        mesh.work()
                .each(clouds.active(), cloud -> ours(cloud, deadline), deadline, null)
                .forEach(answer -> ours.addAll(Work.orThrow(answer)));
        ours.removeAll(goneMeanwhile(ours, begun));
        var standing = claims.standing(ours.stream().map(NodeRecords::claim).toList());
        var doubles = records.doubles(ours);
        var id = new MeshId(mesh).find().orElse("");
        var orphans = ours.stream()
                .filter(node -> !standing.contains(NodeRecords.claim(node)) || doubles.contains(node.id()))
                .collect(Collectors.partitioningBy(
                        node -> id.equals(node.labels().get(Labels.MESH))));
        return new Sweep(Objects.requireNonNull(orphans.get(true)), Objects.requireNonNull(orphans.get(false)));
    }

    /** Another program may have destroyed one after it was listed here, and given its name back. */
    private List<Node> goneMeanwhile(List<Node> nodes, Instant begun) {
        var known = records.byId(nodes.stream().map(Node::id).toList());
        return nodes.stream()
                .filter(node -> isGoneSince(begun, known.getOrDefault(node.id(), node)))
                .toList();
    }

    private static boolean isGoneSince(Instant begun, Node record) {
        return record.state() == NodeState.DESTROYED && !record.observedAt().isBefore(begun);
    }

    private List<Node> ours(CloudConnection cloud, Deadline deadline) {
        try (var nodes = cloud.driver().nodes().list(deadline)) {
            return nodes.filter(node -> mesh.user().equals(node.labels().get(Labels.USER)))
                    .filter(node -> node.labels().containsKey(Labels.NAME)
                            && node.labels().containsKey(Labels.INTENT))
                    .filter(node -> node.state() != NodeState.DESTROYED && node.state() != NodeState.DESTROYING)
                    .toList();
        }
    }
}

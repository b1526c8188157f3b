package org.cloudmesh.testkit.sim;

import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.NodeBuilder;
import org.jspecify.annotations.Nullable;

/** A machine of a {@link SimCloud}; what it does follows from the time. Changed by {@link SimMachines} alone. */
final class SimMachine {

    final String id;
    final String name;
    final String image;
    final String flavor;
    final Map<String, String> labels;
    final int index;
    final Instant createdAt;
    final SplittableRandom random;
    private volatile SshAddress ssh;
    private volatile Phase phase;
    private volatile @Nullable Raw raw;

    /** One state until that moment, another from then on. */
    private record Phase(
            NodeState before,
            NodeState after,
            Instant at,
            @Nullable String message) {}

    private record Raw(NodeState state, String json) {}

    SimMachine(
            String id,
            String name,
            String image,
            String flavor,
            Map<String, String> labels,
            int index,
            Instant now,
            SplittableRandom random) {
        this.id = id;
        this.name = name;
        this.image = image;
        this.flavor = flavor;
        this.labels = labels;
        this.index = index;
        this.random = random;
        createdAt = now;
        ssh = new SshAddress("sim", id + ".sim.invalid", 22);
        phase = new Phase(NodeState.PENDING, NodeState.PENDING, now, null);
    }

    void reachableAt(SshAddress address) {
        ssh = address;
    }

    void become(NodeState now, NodeState then, Instant at) {
        phase = new Phase(now, then, at, null);
    }

    /** Goes to {@code ERROR} at that moment. */
    void fail(Instant at, String message) {
        phase = new Phase(state(Instant.MIN), NodeState.ERROR, at, message);
    }

    NodeState state(Instant now) {
        return state(phase, now);
    }

    private static NodeState state(Phase phase, Instant now) {
        return now.isBefore(phase.at) ? phase.before : phase.after;
    }

    Node node(String cloud, Instant now) {
        var seen = phase;
        var current = state(seen, now);
        boolean up = current == NodeState.RUNNING;
        return new NodeBuilder(new NodeId(cloud, id), name, current, now)
                .providerState("sim-" + current)
                .image(image)
                .flavor(flavor)
                .location(SimLocations.ID)
                .ssh(up ? ssh : null)
                .labels(labels)
                .createdAt(createdAt)
                .message(current == NodeState.ERROR ? seen.message : null)
                .raw(raw(current))
                .build();
    }

    /** Kept while the state lasts: somebody may be polling a thousand of these. */
    private String raw(NodeState current) {
        var kept = raw;
        if (kept == null || kept.state != current) {
            kept = new Raw(current, SimMessage.of(id, name, current.name()));
            raw = kept;
        }
        return kept.json;
    }
}

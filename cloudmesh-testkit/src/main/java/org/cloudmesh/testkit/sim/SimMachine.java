package org.cloudmesh.testkit.sim;

import java.time.Instant;
import java.util.Map;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.NodeBuilder;
import org.jspecify.annotations.Nullable;

/** A machine of a {@link SimCloud}; what it does follows from the time. Guarded by {@link SimState}. */
final class SimMachine {

    final String id;
    final String name;
    final String image;
    final String flavor;
    final Map<String, String> labels;
    final @Nullable String token;
    final int index;
    final Instant createdAt;
    private NodeState state;
    private NodeState next;
    private Instant nextAt;

    SimMachine(
            String id,
            String name,
            String image,
            String flavor,
            Map<String, String> labels,
            @Nullable String token,
            int index,
            Instant now) {
        this.id = id;
        this.name = name;
        this.image = image;
        this.flavor = flavor;
        this.labels = labels;
        this.token = token;
        this.index = index;
        createdAt = now;
        state = NodeState.PENDING;
        next = state;
        nextAt = now;
    }

    void become(NodeState now, NodeState then, Instant at) {
        state = now;
        next = then;
        nextAt = at;
    }

    NodeState state(Instant now) {
        return now.isBefore(nextAt) ? state : next;
    }

    Node node(String cloud, Instant now) {
        var current = state(now);
        boolean up = current == NodeState.RUNNING;
        return new NodeBuilder(new NodeId(cloud, id), name, current, now)
                .providerState("sim-" + current)
                .image(image)
                .flavor(flavor)
                .location("sim-here")
                .ssh(up ? new SshAddress("sim", id + ".sim.invalid", 22) : null)
                .labels(labels)
                .createdAt(createdAt)
                .message(current == NodeState.ERROR ? "the simulated host broke" : null)
                .raw("{\"id\":\"%s\",\"name\":\"%s\",\"status\":\"%s\"}".formatted(id, name, current))
                .build();
    }
}

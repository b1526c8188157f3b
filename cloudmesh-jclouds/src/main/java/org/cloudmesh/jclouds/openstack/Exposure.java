package org.cloudmesh.jclouds.openstack;

import java.util.ArrayList;
import java.util.List;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.Outcome;

/** Gives a server a public address. Thread-safe. */
final class Exposure {

    private static final String MESH = "cloudmesh-mesh";

    private final OpenStackApi api;
    private final FloatingAddresses addresses;

    Exposure(OpenStackApi api, FloatingAddresses addresses) {
        this.api = api;
        this.addresses = addresses;
    }

    Outcome<Node> expose(String id, ServerReader reader, Deadline deadline) {
        return ServerActions.outcome(() -> {
            var askedAt = api.now();
            var server = api.get(Service.COMPUTE, "ShowServer", ServerActions.path(id), deadline)
                    .path("server");
            var node = reader.read(server, askedAt);
            boolean isOpen = !api.reach(deadline).open(node.publicAddresses()).isEmpty();
            return isOpen ? node : exposed(node, id, deadline);
        });
    }

    /** Nova shows the address a little later. */
    private Node exposed(Node node, String id, Deadline deadline) {
        var address = addresses.take(id, node.labels().getOrDefault(MESH, ""), deadline);
        var open = new ArrayList<>(List.of(address));
        open.addAll(node.publicAddresses());
        boolean isRunning = node.state() == NodeState.RUNNING;
        return new NodeBuilder(node)
                .publicAddresses(open)
                .ssh(
                        isRunning
                                ? api.reach(deadline)
                                        .ssh(open, node.privateAddresses(), node.labels(), ServerReader.FALLBACK_USER)
                                : null)
                .build();
    }
}

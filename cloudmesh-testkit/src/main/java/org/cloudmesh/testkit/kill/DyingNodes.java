package org.cloudmesh.testkit.kill;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmesh.Node;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/**
 * The machines of a cloud until death. One request is one effect: the cloud does it whole.
 *
 * @param point when that is
 * @param nodes the driver's
 */
record DyingNodes(KillPoint point, NodeDriver nodes) implements NodeDriver {

    @Override
    public int maxBatch() {
        return nodes.maxBatch();
    }

    @Override
    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        return point.effect(() -> nodes.create(request, deadline));
    }

    @Override
    public List<Created> findByIntent(String intentId, Deadline deadline) {
        return point.look(() -> nodes.findByIntent(intentId, deadline));
    }

    @Override
    public Stream<Node> list(Deadline deadline) {
        return point.look(() -> nodes.list(deadline)).map(node -> point.look(() -> node));
    }

    @Override
    public List<Node> get(Collection<String> ids, Deadline deadline) {
        return point.look(() -> nodes.get(ids, deadline));
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return point.effect(() -> nodes.start(ids, deadline));
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return point.effect(() -> nodes.stop(ids, deadline));
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        return point.effect(() -> nodes.suspend(ids, deadline));
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        return point.effect(() -> nodes.resume(ids, deadline));
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        return point.effect(() -> nodes.reboot(ids, deadline));
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        return point.effect(() -> nodes.destroy(ids, deadline));
    }

    @Override
    public List<Outcome<Node>> expose(List<String> ids, Deadline deadline) {
        return point.effect(() -> nodes.expose(ids, deadline));
    }
}

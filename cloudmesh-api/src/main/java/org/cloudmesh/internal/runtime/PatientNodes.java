package org.cloudmesh.internal.runtime;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmesh.Node;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/** The machines of an account whose cloud may want fewer requests. Thread-safe. */
record PatientNodes(NodeDriver real, CreateGuarantee guarantee, Patience patience) implements NodeDriver {

    @Override
    public int maxBatch() {
        return real.maxBatch();
    }

    /** Under the same token the whole request is sent again, for a cloud takes another one under it for a mistake. */
    @Override
    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        return patience.create(
                request.nodes(),
                nodes -> real.create(request.withNodes(nodes), deadline),
                guarantee == CreateGuarantee.TOKEN,
                deadline);
    }

    @Override
    public List<Created> findByIntent(String intentId, Deadline deadline) {
        return patience.read(() -> real.findByIntent(intentId, deadline), deadline);
    }

    @Override
    public Stream<Node> list(Deadline deadline) {
        // Read to its end here: a cloud may turn any page away, and a list is begun again from the first.
        return patience.read(() -> all(deadline), deadline).stream();
    }

    private List<Node> all(Deadline deadline) {
        try (var nodes = real.list(deadline)) {
            return nodes.toList();
        }
    }

    @Override
    public List<Node> get(Collection<String> ids, Deadline deadline) {
        return patience.read(() -> real.get(ids, deadline), deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return patience.repeatable(ids, each -> real.start(each, deadline), deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return patience.repeatable(ids, each -> real.stop(each, deadline), deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        return patience.repeatable(ids, each -> real.suspend(each, deadline), deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        return patience.repeatable(ids, each -> real.resume(each, deadline), deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        return patience.batch(ids, each -> real.reboot(each, deadline), false, deadline);
    }

    @Override
    public List<Outcome<Node>> expose(List<String> ids, Deadline deadline) {
        return patience.repeatable(ids, each -> real.expose(each, deadline), deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        return patience.repeatable(ids, each -> real.destroy(each, deadline), deadline);
    }
}

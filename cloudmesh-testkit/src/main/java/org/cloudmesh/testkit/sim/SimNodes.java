package org.cloudmesh.testkit.sim;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.testkit.sim.SimChange.Step;

/** The machines of a {@link SimCloud}, through one connection. Thread-safe. */
final class SimNodes implements NodeDriver {

    private static final Step START = new Step(Set.of(NodeState.STOPPED), NodeState.PENDING, NodeState.RUNNING);
    private static final Step STOP = new Step(
            Set.of(NodeState.RUNNING, NodeState.SUSPENDED, NodeState.PENDING, NodeState.ERROR),
            NodeState.STOPPING,
            NodeState.STOPPED);
    private static final Step SUSPEND = new Step(Set.of(NodeState.RUNNING), NodeState.STOPPING, NodeState.SUSPENDED);
    private static final Step RESUME = new Step(Set.of(NodeState.SUSPENDED), NodeState.PENDING, NodeState.RUNNING);
    private static final Step REBOOT = new Step(Set.of(NodeState.RUNNING), NodeState.REBOOTING, NodeState.RUNNING);

    private final SimSettings settings;
    private final SimMachines machines;
    private final SimFaults faults;
    private final SimRequests requests;
    private final CloudContext context;

    SimNodes(SimSettings settings, SimMachines machines, SimFaults faults, SimRequests requests, CloudContext context) {
        this.settings = settings;
        this.machines = machines;
        this.faults = faults;
        this.requests = requests;
        this.context = context;
    }

    @Override
    public int maxBatch() {
        return settings.maxBatch;
    }

    @Override
    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        require(Feature.BOOT);
        return send(new SimCreate(settings, machines, context, request), request.nodes());
    }

    @Override
    public List<Created> findByIntent(String intentId, Deadline deadline) {
        return requests.read("find", 1, intentId, () -> {
            var now = context.time().now();
            return machines.listedOfIntent(intentId, now).stream()
                    .map(machine -> new Created(machine.index, machine.node(context.name(), now)))
                    .toList();
        });
    }

    @Override
    public Stream<Node> list(Deadline deadline) {
        return requests.read("list", 1, "", () -> {
            var now = context.time().now();
            return machines.listed(now).stream().map(machine -> machine.node(context.name(), now));
        });
    }

    @Override
    public List<Node> get(Collection<String> ids, Deadline deadline) {
        return requests.read("get", ids.size(), ids.stream().findFirst().orElse(""), () -> {
            var now = context.time().now();
            return machines.listed(ids, now).stream()
                    .map(machine -> machine.node(context.name(), now))
                    .toList();
        });
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return change("start", Feature.STOP, START, ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return change("stop", Feature.STOP, STOP, ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        return change("suspend", Feature.SUSPEND, SUSPEND, ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        return change("resume", Feature.SUSPEND, RESUME, ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        return change("reboot", Feature.REBOOT, REBOOT, ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        require(Feature.BOOT);
        return send(new SimDestroy(machines, context), ids);
    }

    private List<Outcome<NodeUpdate>> change(String operation, Feature feature, Step step, List<String> ids) {
        require(feature);
        return send(new SimChange(settings, machines, context, operation, step), ids);
    }

    private <I, R> List<Outcome<R>> send(SimVerb<I, R> verb, List<I> items) {
        return new SimBatch<>(settings, machines, faults, requests, verb, items).send();
    }

    private void require(Feature feature) {
        if (!settings.features.contains(feature)) {
            throw new UnsupportedFeatureException(context.name(), feature);
        }
    }
}

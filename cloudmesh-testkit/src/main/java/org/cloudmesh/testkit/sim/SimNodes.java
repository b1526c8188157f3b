package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.Request;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** The machines of a {@link SimCloud}, through one connection. Thread-safe. */
final class SimNodes implements NodeDriver {

    private static final String INTENT = "cloudmesh-intent";

    private final SimCloud cloud;
    private final SimState state;
    private final CloudContext context;

    SimNodes(SimCloud cloud, SimState state, CloudContext context) {
        this.cloud = cloud;
        this.state = state;
        this.context = context;
    }

    @Override
    public int maxBatch() {
        return cloud.maxBatch();
    }

    @Override
    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        require(Feature.BOOT);
        if (request.userData() != null) {
            require(Feature.USER_DATA);
        }
        return call("create", request.nodes(), NewNode::name, node -> make(request, node));
    }

    private Outcome<Node> make(CreateRequest request, NewNode node) {
        var token = cloud.guarantee() == CreateGuarantee.TOKEN ? request.token() : null;
        var now = context.time().now();
        var unknown = SimDriver.unknown(context.name(), request);
        if (unknown.isPresent()) {
            return Outcome.failed(unknown.get());
        }
        return state.byToken(token, node.index())
                .or(() -> state.make(request, node, token, now))
                .map(machine -> Outcome.done(machine.node(context.name(), now)))
                .orElseGet(() -> Outcome.failed(new QuotaExceededException(
                        context.name(),
                        "create",
                        403,
                        null,
                        "the quota of %d machines is used up".formatted(state.quota),
                        null)));
    }

    @Override
    public List<Created> findByIntent(String intentId, Deadline deadline) {
        var now = context.time().now();
        called("find", 1, 200);
        return state.listed(now).stream()
                .filter(machine -> intentId.equals(machine.labels.get(INTENT)))
                .map(machine -> new Created(machine.index, machine.node(context.name(), now)))
                .toList();
    }

    @Override
    public Stream<Node> list(Deadline deadline) {
        var now = context.time().now();
        called("list", 1, 200);
        throwIf("list", Fault.Kind.FAIL_BEFORE, "");
        return state.listed(now).stream().map(machine -> machine.node(context.name(), now));
    }

    @Override
    public List<Node> get(Collection<String> ids, Deadline deadline) {
        var now = context.time().now();
        called("get", ids.size(), 200);
        throwIf("get", Fault.Kind.FAIL_BEFORE, "");
        return state.listed(now).stream()
                .filter(machine -> ids.contains(machine.id))
                .map(machine -> machine.node(context.name(), now))
                .toList();
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return change("start", Feature.STOP, ids, Set.of(NodeState.STOPPED), NodeState.PENDING, NodeState.RUNNING);
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return change(
                "stop",
                Feature.STOP,
                ids,
                Set.of(NodeState.RUNNING, NodeState.SUSPENDED, NodeState.PENDING, NodeState.ERROR),
                NodeState.STOPPING,
                NodeState.STOPPED);
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        return change(
                "suspend", Feature.SUSPEND, ids, Set.of(NodeState.RUNNING), NodeState.STOPPING, NodeState.SUSPENDED);
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        return change(
                "resume", Feature.SUSPEND, ids, Set.of(NodeState.SUSPENDED), NodeState.PENDING, NodeState.RUNNING);
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        return change("reboot", Feature.REBOOT, ids, Set.of(NodeState.RUNNING), NodeState.REBOOTING, NodeState.RUNNING);
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        require(Feature.BOOT);
        return call("destroy", ids, id -> id, id -> {
            state.remove(id);
            return Outcome.done(new NodeUpdate(NodeState.DESTROYED, "sim-gone"));
        });
    }

    private List<Outcome<NodeUpdate>> change(
            String operation, Feature feature, List<String> ids, Set<NodeState> from, NodeState now, NodeState then) {
        require(feature);
        return call(
                operation,
                ids,
                id -> id,
                id -> state.with(id, machine -> {
                    var time = context.time().now();
                    if (machine == null) {
                        return Outcome.failed(new NotFoundException(
                                "node", id, "cloud \"%s\" has no machine %s".formatted(context.name(), id)));
                    }
                    if (!from.contains(machine.state(time))) {
                        return Outcome.failed(new ConflictException(
                                context.name(),
                                operation,
                                409,
                                null,
                                "%s is %s".formatted(id, machine.state(time)),
                                null));
                    }
                    machine.become(now, then, time.plus(state.bootTime));
                    var current = machine.state(time);
                    return Outcome.done(new NodeUpdate(current, "sim-" + current));
                }));
    }

    /** One request: recorded, struck by faults as a whole or item by item. */
    private <I, R> List<Outcome<R>> call(
            String operation, List<I> items, Function<I, String> nameOf, Function<I, Outcome<R>> work) {
        var whole = items.isEmpty() ? "" : nameOf.apply(items.get(0));
        called(operation, items.size(), 200);
        throwIf(operation, Fault.Kind.FAIL_BEFORE, whole);
        var outcomes = items.stream()
                .map(item -> state.strike(operation, Fault.Kind.REFUSE, nameOf.apply(item))
                        .map(Outcome::<R>failed)
                        .orElseGet(() -> answered(operation, nameOf.apply(item), work.apply(item))))
                .toList();
        throwIf(operation, Fault.Kind.FAIL_AFTER, whole);
        return outcomes;
    }

    private <R> Outcome<R> answered(String operation, String item, Outcome<R> outcome) {
        return state.strike(operation, Fault.Kind.LOSE, item)
                .map(Outcome::<R>unknown)
                .orElse(outcome);
    }

    private void throwIf(String operation, Fault.Kind kind, String item) {
        @Nullable CloudmeshException cause = state.strike(operation, kind, item).orElse(null);
        if (cause != null) {
            throw cause;
        }
    }

    private void require(Feature feature) {
        if (!cloud.features().contains(feature)) {
            throw new UnsupportedFeatureException(context.name(), feature);
        }
    }

    private void called(String operation, int items, int status) {
        state.called(operation, items);
        context.requests()
                .accept(new Request(
                        context.name(),
                        operation,
                        status,
                        "sim-" + state.calls().size(),
                        context.time().now(),
                        Duration.ZERO));
    }
}

package org.cloudmesh.internal.dryrun;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cloudmesh.DryRun.Step;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.SshAddress;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;

/** The machines of a cloud with a plan on top: reads ask the cloud, verbs take effect in the plan alone. Thread-safe. */
final class PlannedNodes implements NodeDriver {

    /** Nobody connects there. */
    private static final SshAddress ADDRESS = new SshAddress("planned", "planned.invalid", 22);

    private static final String PROVIDER_STATE = "planned";

    private final CloudConnection cloud;
    private final Plan plan;
    private final Function<NodeId, Optional<Node>> known;
    private final Time time;
    private final Map<String, Planned> planned = new LinkedHashMap<>();
    private final Map<String, NodeState> changed = new LinkedHashMap<>();
    private final Map<Item, Node> made = new HashMap<>();

    PlannedNodes(CloudConnection cloud, Plan plan, Function<NodeId, Optional<Node>> known, Time time) {
        this.cloud = cloud;
        this.plan = plan;
        this.known = known;
        this.time = time;
    }

    private record Planned(String intentId, int index, Node node) {}

    private record Item(String intentId, int index) {}

    /** As many as there are: one batch, so that the plan has them in their order. */
    @Override
    public int maxBatch() {
        return Integer.MAX_VALUE;
    }

    @Override
    public synchronized List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        return request.nodes().stream().map(node -> create(request, node)).toList();
    }

    private Outcome<Node> create(CreateRequest request, NewNode asked) {
        // A request that is sent again names what the cloud has made of it before.
        var there = made.get(new Item(request.intentId(), asked.index()));
        if (there != null) {
            return Outcome.done(there);
        }
        var now = time.now();
        var id = Ids.planned(cloud.name(), request.intentId(), asked.index());
        var node = new NodeBuilder(id, asked.name(), NodeState.RUNNING, now)
                .providerState(PROVIDER_STATE)
                .image(request.image())
                .flavor(request.flavor())
                .location(request.location())
                .ssh(ADDRESS)
                .labels(asked.labels())
                .createdAt(now)
                .build();
        planned.put(id.providerId(), new Planned(request.intentId(), asked.index(), node));
        plan.add(new Step("boot", cloud.name(), asked.name(), id, detail(request)));
        return Outcome.done(
                new NodeBuilder(node).state(NodeState.PENDING).ssh(null).build());
    }

    private static String detail(CreateRequest request) {
        return "image %s, flavor %s%s%s"
                .formatted(
                        request.image(),
                        request.flavor(),
                        request.location() == null ? "" : ", location " + request.location(),
                        request.userData() == null ? "" : ", with user data");
    }

    @Override
    public synchronized List<Created> findByIntent(String intentId, Deadline deadline) {
        var mine = planned.values().stream()
                .filter(each -> each.intentId().equals(intentId))
                .flatMap(each -> withPlan(each.node()).map(node -> new Created(each.index(), node)));
        var found = cloud.driver().nodes().findByIntent(intentId, deadline);
        found.forEach(each -> made.put(new Item(intentId, each.index()), each.node()));
        var real = found.stream().flatMap(each -> withPlan(each.node()).map(node -> new Created(each.index(), node)));
        return Stream.concat(real, mine).toList();
    }

    @Override
    public synchronized Stream<Node> list(Deadline deadline) {
        var mine = planned.values().stream().map(Planned::node).toList();
        return Stream.concat(cloud.driver().nodes().list(deadline), mine.stream())
                .flatMap(this::withPlan);
    }

    @Override
    public synchronized List<Node> get(Collection<String> ids, Deadline deadline) {
        var mine = ids.stream()
                .map(planned::get)
                .flatMap(each -> each == null ? Stream.of() : Stream.of(each.node()))
                .toList();
        var others = ids.stream()
                .filter(id -> !planned.containsKey(id) && !isStrange(new NodeId(cloud.name(), id)))
                .toList();
        var real = others.isEmpty() ? List.<Node>of() : cloud.driver().nodes().get(others, deadline);
        return Stream.concat(real.stream(), mine.stream())
                .flatMap(this::withPlan)
                .toList();
    }

    /** Planned by another dry run, which this one is not on top of. */
    private boolean isStrange(NodeId id) {
        return Ids.isPlanned(id) && known.apply(id).isEmpty();
    }

    /** As it would be by now; nothing if it would be gone. */
    private synchronized Stream<Node> withPlan(Node node) {
        var state = changed.getOrDefault(node.id().providerId(), settled(node.state()));
        if (state == NodeState.DESTROYED) {
            return Stream.of();
        }
        var builder = new NodeBuilder(node).observedAt(time.now()).state(state);
        if (state != node.state()) {
            builder.providerState(PROVIDER_STATE);
        }
        boolean up = state == NodeState.RUNNING;
        return Stream.of(builder.ssh(up && node.ssh() == null ? ADDRESS : up ? node.ssh() : null)
                .build());
    }

    /** What is under way is taken to end well. */
    private static NodeState settled(NodeState state) {
        return switch (state) {
            case PENDING, REBOOTING -> NodeState.RUNNING;
            case STOPPING -> NodeState.STOPPED;
            case DESTROYING -> NodeState.DESTROYED;
            default -> state;
        };
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return change("start", ids, deadline, NodeState.RUNNING);
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return change("stop", ids, deadline, NodeState.STOPPED);
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        return change("suspend", ids, deadline, NodeState.SUSPENDED);
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        return change("resume", ids, deadline, NodeState.RUNNING);
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        return change("reboot", ids, deadline, NodeState.RUNNING);
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        return change("destroy", ids, deadline, NodeState.DESTROYED);
    }

    private synchronized List<Outcome<NodeUpdate>> change(
            String verb, List<String> ids, Deadline deadline, NodeState after) {
        var unknown = unknown(ids, deadline);
        return ids.stream().map(id -> change(verb, id, unknown, after)).toList();
    }

    /** Those the store has not, found by a sweep, say: the plan is to have their names. */
    private Map<String, Node> unknown(List<String> ids, Deadline deadline) {
        var unknown = ids.stream()
                .filter(id -> known.apply(new NodeId(cloud.name(), id)).isEmpty())
                .toList();
        var found = new HashMap<String, Node>();
        get(unknown, deadline).forEach(node -> found.put(node.id().providerId(), node));
        return found;
    }

    private Outcome<NodeUpdate> change(String verb, String id, Map<String, Node> unknown, NodeState after) {
        var nodeId = new NodeId(cloud.name(), id);
        if (isStrange(nodeId)) {
            return Outcome.failed(new NotFoundException(
                    "node", id, "%s was planned by another dry run, and is not in this one".formatted(nodeId)));
        }
        var before = known.apply(nodeId).or(() -> Optional.ofNullable(unknown.get(id)));
        changed.put(id, after);
        plan.add(new Step(
                verb,
                cloud.name(),
                before.map(Node::name).orElse(id),
                nodeId,
                "%s, %s -> %s"
                        .formatted(
                                Ids.isPlanned(nodeId) ? "to be booted" : id,
                                before.map(Node::state).orElse(NodeState.UNKNOWN),
                                after)));
        return Outcome.done(new NodeUpdate(after, PROVIDER_STATE));
    }
}

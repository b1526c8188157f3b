package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/** The machines of the cloud on this machine. Nothing here blocks, so no deadline is looked at. Thread-safe. */
final class LocalNodes implements NodeDriver {

    private static final String INTENT = "cloudmesh-intent";
    private static final String INDEX = "cloudmesh-index";

    private final LocalDriver driver;
    private final CloudContext context;
    private final Calls calls;
    private final Offer offer;

    LocalNodes(LocalDriver driver, CloudContext context, Calls calls, Offer offer) {
        this.driver = driver;
        this.context = context;
        this.calls = calls;
        this.offer = offer;
    }

    @Override
    public int maxBatch() {
        return 1000;
    }

    @Override
    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        return calls.batch("CreateNodes", request.nodes(), (call, node) -> create(call, request, node));
    }

    private Node create(Call call, CreateRequest request, NewNode node) {
        Offer.require(call, "image", offer.images(), request.image());
        Offer.require(call, "flavor", offer.flavors(), request.flavor());
        var location = Objects.requireNonNullElse(
                request.location(), offer.locations().get(0).id());
        Offer.require(call, "location", offer.locations(), location);
        checkPublicKey(call, request);
        var record = MachineRecord.of(request, node, location, context.time().now());
        var machine = driver.machines(call).create(call, record, request.userData());
        return toNode(machine);
    }

    private static void checkPublicKey(Call call, CreateRequest request) {
        try {
            AuthorizedKeys.parse(request.publicKey());
        } catch (IOException e) {
            throw call.invalid("the public key is no line of authorized_keys: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Created> findByIntent(String intentId, Deadline deadline) {
        return calls.call(
                "FindNodes",
                call -> driver.machines(call).all().stream()
                        .map(this::toNode)
                        .filter(node -> intentId.equals(node.labels().get(INTENT)))
                        .filter(node -> node.labels().getOrDefault(INDEX, "").matches("\\d{1,9}"))
                        .map(node -> new Created(Integer.parseInt(node.labels().get(INDEX)), node))
                        .toList());
    }

    @Override
    public Stream<Node> list(Deadline deadline) {
        return calls.call(
                "ListNodes", call -> driver.machines(call).all().stream().map(this::toNode));
    }

    @Override
    public List<Node> get(Collection<String> ids, Deadline deadline) {
        return calls.call(
                "GetNodes",
                call -> ids.stream()
                        .distinct()
                        .map(driver.machines(call)::find)
                        .flatMap(found -> found.map(this::toNode).stream())
                        .toList());
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return verb("StartNodes", ids, Machine::start);
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return verb("StopNodes", ids, Machine::stop);
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        return verb("RebootNodes", ids, Machine::reboot);
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        throw new UnsupportedFeatureException(context.name(), Feature.SUSPEND);
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        throw new UnsupportedFeatureException(context.name(), Feature.SUSPEND);
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        return calls.batch("DestroyNodes", ids, (call, id) -> {
            driver.machines(call).destroy(call, id);
            return update(NodeState.DESTROYED);
        });
    }

    private List<Outcome<NodeUpdate>> verb(
            String operation, List<String> ids, BiFunction<Machine, Call, NodeState> verb) {
        return calls.batch(operation, ids, (call, id) -> {
            var machine = driver.machines(call).find(id).orElseThrow(() -> call.notFound("node", id));
            return update(verb.apply(machine, call));
        });
    }

    private Node toNode(Machine machine) {
        return machine.record().toNode(context.name(), context.time().now());
    }

    private static NodeUpdate update(NodeState state) {
        return new NodeUpdate(state, state.name());
    }
}

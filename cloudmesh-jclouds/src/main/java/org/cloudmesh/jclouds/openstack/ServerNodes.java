package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cloudmesh.Node;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** The servers of one project. Thread-safe. */
final class ServerNodes implements NodeDriver {

    private static final String INTENT = "cloudmesh-intent";
    private static final String INDEX = "cloudmesh-index";
    private static final ListRequest SERVERS =
            new ListRequest(Service.COMPUTE, "ListServers", "/servers/detail", "", "servers");

    private final OpenStackApi api;
    private final ServerCreate creates;
    private final ServerActions actions;
    private final Exposure exposure;

    ServerNodes(OpenStackApi api, ServerCreate creates, FloatingAddresses addresses) {
        this.api = api;
        this.creates = creates;
        actions = new ServerActions(api);
        exposure = new Exposure(api, addresses);
    }

    @Override
    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        return each(request.nodes(), node -> creates.create(request, node, deadline));
    }

    private static <I, O> List<Outcome<O>> each(List<I> items, Function<I, Outcome<O>> verb) {
        var outcomes = new ArrayList<Outcome<O>>();
        items.forEach(item -> outcomes.add(verb.apply(item)));
        return outcomes;
    }

    @Override
    public List<Created> findByIntent(String intentId, Deadline deadline) {
        try (var nodes = list(deadline)) {
            return nodes.filter(node -> intentId.equals(node.labels().get(INTENT)))
                    .filter(node -> node.labels().getOrDefault(INDEX, "").matches("\\d{1,9}"))
                    .map(node -> new Created(Integer.parseInt(node.labels().getOrDefault(INDEX, "0")), node))
                    .toList();
        }
    }

    @Override
    public Stream<Node> list(Deadline deadline) {
        return Pages.stream(api, SERVERS, reader(deadline)::read, deadline);
    }

    private ServerReader reader(Deadline deadline) {
        var token = api.token(deadline);
        return new ServerReader(api.cloud(), token.services().region(), api.reach(deadline));
    }

    /**
     * One server is asked for by its id. For more the list is read: Nova knows no other way to ask for several, and begins
     * with the newest, so that those which are waited for are on its first page.
     */
    @Override
    public List<Node> get(Collection<String> ids, Deadline deadline) {
        var wanted = Set.copyOf(ids);
        if (wanted.size() > 1) {
            return listed(wanted, deadline);
        }
        return wanted.stream().flatMap(id -> one(id, deadline)).toList();
    }

    private Stream<Node> one(String id, Deadline deadline) {
        var askedAt = api.now();
        try {
            var server = api.get(Service.COMPUTE, "ShowServer", "/servers/" + id, deadline)
                    .path("server");
            return Stream.of(reader(deadline).read(server, askedAt));
        } catch (NotFoundException e) {
            return Stream.empty();
        }
    }

    private List<Node> listed(Set<String> wanted, Deadline deadline) {
        var found = new LinkedHashMap<String, Node>();
        var reader = reader(deadline);
        try (var nodes = Pages.stream(api, SERVERS, reader::read, () -> found.size() == wanted.size(), deadline)) {
            nodes.filter(node -> wanted.contains(node.id().providerId()))
                    .forEach(node -> found.put(node.id().providerId(), node));
        }
        return List.copyOf(found.values());
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return act("StartServer", "os-start", null, "powering-on", ids, deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return act("StopServer", "os-stop", null, "powering-off", ids, deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        return act("SuspendServer", "suspend", null, "suspending", ids, deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        return act("ResumeServer", "resume", null, "resuming", ids, deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        var softly = Json.object().put("type", "SOFT");
        return act("RebootServer", "reboot", softly, "rebooting", ids, deadline);
    }

    private List<Outcome<NodeUpdate>> act(
            String operation, String action, @Nullable JsonNode how, String task, List<String> ids, Deadline deadline) {
        ObjectNode body = Json.object();
        body.set(action, how);
        return each(ids, id -> actions.act(operation, id, body, task, deadline));
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        return each(ids, id -> actions.destroy(id, deadline));
    }

    @Override
    public List<Outcome<Node>> expose(List<String> ids, Deadline deadline) {
        var reader = reader(deadline);
        return each(ids, id -> exposure.expose(id, reader, deadline));
    }

    @Override
    public String toString() {
        return "servers of " + api.cloud();
    }
}

package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** The machines of a served cloud. Thread-safe. */
final class RemoteNodes implements NodeDriver {

    private final RemoteDriver driver;
    private final RemoteCalls calls;

    RemoteNodes(RemoteDriver driver, RemoteCalls calls) {
        this.driver = driver;
        this.calls = calls;
    }

    @Override
    public int maxBatch() {
        return driver.facts().maxBatch();
    }

    @Override
    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        var arguments = SimWire.object();
        arguments.set("request", SimWire.tree(request));
        return outcomes("create", arguments, Node.class);
    }

    @Override
    public List<Created> findByIntent(String intentId, Deadline deadline) {
        return calls.list("find", SimWire.object().put("intent", intentId)).stream()
                .map(json -> SimWire.value(json, Created.class))
                .toList();
    }

    @Override
    public Stream<Node> list(Deadline deadline) {
        return calls.stream("list", SimWire.object()).map(json -> SimWire.value(json, Node.class));
    }

    @Override
    public List<Node> get(Collection<String> ids, Deadline deadline) {
        return calls.list("get", of(ids)).stream()
                .map(json -> SimWire.value(json, Node.class))
                .toList();
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return change("start", ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return change("stop", ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        return change("suspend", ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        return change("resume", ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        return change("reboot", ids);
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        return change("destroy", ids);
    }

    private List<Outcome<NodeUpdate>> change(String operation, List<String> ids) {
        return outcomes(operation, of(ids), NodeUpdate.class);
    }

    private <T> List<Outcome<T>> outcomes(String operation, ObjectNode arguments, Class<T> type) {
        return calls.list(operation, arguments).stream()
                .map(json -> SimWire.outcome(json, type))
                .toList();
    }

    private static ObjectNode of(Collection<String> ids) {
        var arguments = SimWire.object();
        var array = arguments.putArray("ids");
        ids.forEach(array::add);
        return arguments;
    }
}

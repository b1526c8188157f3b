package org.cloudmesh.testkit.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Image;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Request;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;

/** A driver of a simulated cloud, on a clock that stands still, and what it is asked. */
final class SimRig {

    final VirtualTime time = new VirtualTime();
    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    final CloudDriver driver;

    SimRig(CloudProvider cloud) {
        driver = cloud.connect(new CloudContext("here", Path.of("unused"), time, requests::add));
    }

    Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), time);
    }

    static CreateRequest request(String intent, String... names) {
        return request(intent, SimImages.DEFAULT, List.of(names));
    }

    static CreateRequest request(String intent, Image image, String... names) {
        return request(intent, image.id(), List.of(names));
    }

    private static CreateRequest request(String intent, String image, List<String> names) {
        var nodes = IntStream.range(0, names.size())
                .mapToObj(i -> new NewNode(
                        i, names.get(i), Map.of("cloudmesh-intent", intent, "cloudmesh-index", Integer.toString(i))))
                .toList();
        return new CreateRequest(intent, intent + "-0", nodes, image, "sim-small", null, Access.of("mesh", null), null);
    }

    List<Outcome<Node>> create(CreateRequest request) {
        return driver.nodes().create(request, deadline());
    }

    List<Outcome<Node>> create(String... names) {
        return create(request("intent", names));
    }

    /** The ids of machines made so. */
    List<String> ids(String... names) {
        return ids(create(names));
    }

    static List<String> ids(List<Outcome<Node>> outcomes) {
        return done(outcomes).map(node -> node.id().providerId()).toList();
    }

    static <T> Stream<T> done(List<Outcome<T>> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome instanceof Outcome.Done<T> done ? Stream.of(done.value()) : Stream.empty());
    }

    static <T> Stream<CloudmeshException> failures(List<Outcome<T>> outcomes) {
        return outcomes.stream()
                .flatMap(outcome ->
                        outcome instanceof Outcome.Failed<T> failed ? Stream.of(failed.cause()) : Stream.empty());
    }

    List<Node> list() {
        try (var nodes = driver.nodes().list(deadline())) {
            return nodes.toList();
        }
    }

    List<NodeState> states() {
        return list().stream().map(Node::state).toList();
    }
}

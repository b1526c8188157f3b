package org.cloudmesh.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** Records, requests and answers that differ in one thing from those of a driver that is right. */
final class Changed {

    private Changed() {}

    static Node seenAt(Node node, Instant at) {
        return new NodeBuilder(node).observedAt(at).build();
    }

    static CreateRequest withNodes(CreateRequest r, List<NewNode> nodes) {
        return new CreateRequest(
                r.intentId(), r.token(), nodes, r.image(), r.flavor(), r.location(), r.access(), r.userData());
    }

    static CreateRequest withEach(CreateRequest request, UnaryOperator<NewNode> change) {
        return withNodes(request, request.nodes().stream().map(change).toList());
    }

    static CreateRequest withImage(CreateRequest r, String image) {
        return new CreateRequest(
                r.intentId(), r.token(), r.nodes(), image, r.flavor(), r.location(), r.access(), r.userData());
    }

    static CreateRequest withToken(CreateRequest r, String token) {
        return new CreateRequest(
                r.intentId(), token, r.nodes(), r.image(), r.flavor(), r.location(), r.access(), r.userData());
    }

    static CreateRequest withUserData(CreateRequest r, @Nullable String userData) {
        return new CreateRequest(
                r.intentId(), r.token(), r.nodes(), r.image(), r.flavor(), r.location(), r.access(), userData);
    }

    static Map<String, String> without(NewNode node, String label) {
        var labels = new HashMap<>(node.labels());
        labels.remove(label);
        return labels;
    }

    static String id(Node node) {
        return node.id().providerId();
    }

    static String id(Outcome<Node> outcome) {
        return outcome instanceof Outcome.Done<Node> done ? id(done.value()) : "none";
    }

    static Outcome<NodeUpdate> done(NodeState state) {
        return Outcome.done(new NodeUpdate(state, "sim-" + state));
    }

    static boolean failedBy(Outcome<?> outcome, Class<? extends CloudmeshException> cause) {
        return outcome instanceof Outcome.Failed<?> failed && cause.isInstance(failed.cause());
    }

    static void throwRefusal(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Failed<?> failed) {
            throw failed.cause();
        }
    }

    static Outcome<Node> unknownForFailed(Outcome<Node> outcome) {
        return outcome instanceof Outcome.Failed<Node> failed ? Outcome.unknown(failed.cause()) : outcome;
    }

    static String quoted(String text) {
        return text.replace("\n", "\\n");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Nodes that are shown otherwise, however one asks for them. */
    static class Shown extends WrappedDriver.Nodes {

        private final UnaryOperator<Node> change;

        Shown(NodeDriver real, UnaryOperator<Node> change) {
            super(real);
            this.change = change;
        }

        @Override
        public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
            return real.create(request, deadline).stream()
                    .map(outcome -> outcome instanceof Outcome.Done<Node> done
                            ? Outcome.done(change.apply(done.value()))
                            : outcome)
                    .toList();
        }

        @Override
        public List<Created> findByIntent(String intentId, Deadline deadline) {
            return real.findByIntent(intentId, deadline).stream()
                    .map(found -> new Created(found.index(), change.apply(found.node())))
                    .toList();
        }

        @Override
        public Stream<Node> list(Deadline deadline) {
            return real.list(deadline).map(change);
        }

        @Override
        public List<Node> get(Collection<String> ids, Deadline deadline) {
            return real.get(ids, deadline).stream().map(change).toList();
        }
    }
}

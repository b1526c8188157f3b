package org.cloudmesh.internal.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cloudmesh.Batch;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Failure;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** One wait: looks at all that is not settled yet, one request a cloud and look, until each is there or doomed. */
final class Wait {

    private final MeshRuntime mesh;
    private final Clouds clouds;
    private final NodeRecords records;
    private final Goal goal;
    private final VerbOptions options;
    private final Deadline deadline;
    private final Map<NodeId, Node> asked;
    private final Map<NodeId, Node> pending;
    private final Map<NodeId, Node> looked = new HashMap<>();
    private final Map<NodeId, Node> done = new HashMap<>();
    private final Map<NodeId, CloudmeshException> failed = new HashMap<>();
    private final Map<NodeId, CloudmeshException> last = new HashMap<>();

    Wait(MeshRuntime mesh, Clouds clouds, Goal goal, Collection<Node> nodes, VerbOptions options) {
        this.mesh = mesh;
        this.clouds = clouds;
        this.goal = goal;
        this.options = options;
        records = new NodeRecords(mesh);
        deadline = mesh.deadline(options);
        asked = Changes.distinct(Named.of(nodes), options);
        asked.keySet().forEach(id -> clouds.get(id.cloud()));
        pending = new LinkedHashMap<>(asked);
    }

    /** What is waited for. */
    interface Goal {

        /** In a few words: {@code RUNNING}, {@code ready}. */
        String wanted();

        /** Whether a node in that state can no longer get there. */
        boolean isDoomed(NodeState state);

        /** Whether a node must have an address to be reached at, once it runs. */
        boolean wantsAddress();

        /** Whether a node the cloud no longer has is there. */
        boolean isGoneEnough();

        /** What is left to say of the nodes just seen: {@code Done} for those there, {@code Unknown} for not yet. */
        Map<NodeId, Outcome<Node>> judge(List<Node> seen, Deadline deadline);
    }

    Batch<Node> await() {
        do {
            look();
        } while (!pending.isEmpty() && !mesh.work().isClosed() && mesh.pause(interval(), deadline, options.cancelOn()));
        giveUp();
        return batch();
    }

    private Duration interval() {
        return pending.keySet().stream()
                .map(NodeId::cloud)
                .distinct()
                .map(cloud -> clouds.get(cloud).driver().pollInterval())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private void look() {
        var byCloud = pending.keySet().stream().collect(Collectors.groupingBy(NodeId::cloud));
        var names = List.copyOf(byCloud.keySet());
        var answers = mesh.work()
                .each(names, cloud -> get(cloud, byCloud.getOrDefault(cloud, List.of())), deadline, options.cancelOn());
        var seen = new ArrayList<Node>();
        for (int i = 0; i < names.size(); i++) {
            var ids = byCloud.getOrDefault(names.get(i), List.of());
            if (answers.get(i) instanceof Outcome.Done<List<Node>> nodes) {
                var saved = records.saveChanged(nodes.value(), looked);
                giveBack(saved.stream().filter(this::isNewlyGone).toList());
                saved.forEach(node -> looked.put(node.id(), node));
                seen.addAll(saved);
                missing(ids, saved);
            } else {
                notAnswered(ids, Objects.requireNonNull(Answers.cause(answers.get(i))));
            }
        }
        seen.removeIf(this::isDoomed);
        seen.forEach(node -> pending.replace(node.id(), node));
        if (goal.wantsAddress()) {
            expose(seen);
        }
        goal.judge(seen, deadline).forEach(this::take);
    }

    /** What still has no address is not judged: it runs, and nobody can get there. */
    private void expose(List<Node> seen) {
        var exposure = new Exposure(mesh, clouds).expose(seen, deadline, options.cancelOn());
        seen.replaceAll(node -> exposure.nodes().getOrDefault(node.id(), node));
        exposure.failed().forEach(this::fail);
        last.putAll(exposure.unknown());
        seen.removeIf(node ->
                exposure.failed().containsKey(node.id()) || exposure.unknown().containsKey(node.id()));
    }

    private List<Node> get(String cloud, List<NodeId> ids) {
        return clouds.get(cloud)
                .driver()
                .nodes()
                .get(ids.stream().map(NodeId::providerId).toList(), deadline);
    }

    private void missing(List<NodeId> ids, List<Node> saved) {
        var found = saved.stream().map(Node::id).collect(Collectors.toSet());
        var gone = new ArrayList<Node>();
        for (var id : ids) {
            var node = pending.get(id);
            if (node == null || found.contains(id)) {
                continue;
            }
            if (NodeRefresh.maybeNotListedYet(
                    node, clouds.get(id.cloud()).driver(), mesh.time().now())) {
                last.put(id, new NotFoundException("node", id.toString(), "the cloud does not list it yet"));
            } else {
                gone.add(node);
            }
        }
        records.markDestroyed(gone).forEach(this::isGone);
        giveBack(gone);
    }

    private void giveBack(List<Node> gone) {
        if (!gone.isEmpty()) {
            new Leftovers(mesh, clouds::find).giveBack(gone, deadline);
        }
    }

    /** Some clouds list for a while what they have destroyed. */
    private boolean isNewlyGone(Node node) {
        var before = pending.get(node.id());
        return node.state() == NodeState.DESTROYED && before != null && before.state() != NodeState.DESTROYED;
    }

    private void isGone(Node node) {
        if (goal.isGoneEnough()) {
            settle(node);
        } else {
            var id = node.id();
            fail(id, new NotFoundException("node", id.toString(), "%s (%s) is gone".formatted(node.name(), id)));
        }
    }

    /** A cloud that may answer next time is asked again. */
    private void notAnswered(List<NodeId> ids, CloudmeshException cause) {
        for (var id : ids) {
            if (cause instanceof CloudException && !cause.retryable()) {
                fail(id, cause);
            } else {
                last.put(id, cause);
            }
        }
    }

    private boolean isDoomed(Node node) {
        if (!goal.isDoomed(node.state())) {
            return false;
        }
        var message = node.message();
        fail(
                node.id(),
                new CloudmeshException("%s (%s) is %s and will not be %s%s"
                        .formatted(
                                node.name(),
                                node.id(),
                                node.state(),
                                goal.wanted(),
                                message == null ? "" : ": " + message)));
        return true;
    }

    private void take(NodeId id, Outcome<Node> outcome) {
        if (outcome instanceof Outcome.Done<Node> there) {
            settle(there.value());
        } else if (outcome instanceof Outcome.Failed<Node> never) {
            fail(id, never.cause());
        } else {
            last.put(id, Objects.requireNonNull(Answers.cause(outcome)));
        }
    }

    private void settle(Node node) {
        pending.remove(node.id());
        done.put(node.id(), node);
    }

    private void fail(NodeId id, CloudmeshException cause) {
        pending.remove(id);
        failed.put(id, cause);
    }

    private void giveUp() {
        if (pending.isEmpty()) {
            return;
        }
        var cancellation = options.cancelOn();
        boolean called = Thread.currentThread().isInterrupted()
                || mesh.work().isClosed()
                || (cancellation != null && cancellation.isCancelled());
        var cause =
                called ? new CancelledException("the wait for %s was called off".formatted(goal.wanted())) : timeout();
        List.copyOf(pending.keySet()).forEach(id -> fail(id, cause));
    }

    private WaitTimeoutException timeout() {
        var states = new HashMap<NodeId, NodeState>();
        pending.forEach((id, node) -> states.put(id, node.state()));
        var first = pending.values().iterator().next();
        var reason = last.get(first.id());
        return new WaitTimeoutException(
                goal.wanted(),
                states,
                "not %s within %s; last seen %s%s"
                        .formatted(
                                goal.wanted(),
                                options.timeout(),
                                first.state(),
                                reason == null ? "" : ", and " + reason.getMessage()));
    }

    private Batch<Node> batch() {
        var there = new ArrayList<Node>();
        var failures = new ArrayList<Failure>();
        asked.forEach((id, node) -> {
            @Nullable CloudmeshException cause = failed.get(id);
            if (cause == null) {
                there.add(Objects.requireNonNull(done.get(id)));
            } else {
                failures.add(new Failure(node.name(), id, cause));
            }
        });
        return Answers.batch("await " + goal.wanted(), there, failures, options.atLeast());
    }
}

package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CloudException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.internal.journal.Intent;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Has a cloud make the nodes of an intent, and finds out what became of each when an answer was lost: by sending it again
 * where the driver guarantees that this makes nothing new, else by looking.
 */
final class Creates {

    /** A lost answer is asked for again so many times; then it is left to recovery. */
    private static final int RESENDS = 3;

    private final MeshRuntime mesh;
    private final CloudConnection cloud;
    private final Intent intent;
    private final Intent.Spec spec;
    private final @Nullable String userData;
    private final Deadline deadline;
    private final @Nullable Cancellation cancellation;
    private final Map<Integer, Outcome<Node>> outcomes = new HashMap<>();
    private final Set<Integer> found = new TreeSet<>();
    private boolean mayNotLook;

    Creates(
            MeshRuntime mesh,
            CloudConnection cloud,
            Intent intent,
            Intent.Spec spec,
            @Nullable String userData,
            Deadline deadline,
            @Nullable Cancellation cancellation) {
        this.mesh = mesh;
        this.cloud = cloud;
        this.intent = intent;
        this.spec = spec;
        this.userData = userData;
        this.deadline = deadline;
        this.cancellation = cancellation;
    }

    /** Sends it, and settles what can be settled before the deadline. An outcome an item of the intent, by index. */
    Map<Integer, Outcome<Node>> send() {
        sendAll(indexes());
        for (int i = 0; i < RESENDS && canResend() && !unknown().isEmpty() && pause(); i++) {
            sendAll(unknown());
        }
        if (!unknown().isEmpty() && canFind()) {
            lookUntilSettled();
        }
        nameFound();
        return outcomes;
    }

    /**
     * Looks for what may be there of those items; an outcome for each, by index.
     *
     * @param once whether one look is enough, since what is missing will be sent again
     * @param settled when the cloud lists all that was sent
     */
    Map<Integer, Outcome<Node>> look(Set<Integer> indexes, boolean once, Deadline settled) {
        for (int index : indexes) {
            outcomes.put(index, Outcome.unknown(lost("the program that asked for it ended")));
        }
        if (once && canResend()) {
            look();
        } else if (canFind()) {
            lookUntil(settled);
        }
        nameFound();
        return outcomes;
    }

    /**
     * A launch that was found may have been cut off before its machines were named: sent again, it makes nothing new, for its
     * machines are there, and names them.
     */
    private void nameFound() {
        if (cloud.driver().createGuarantee() != CreateGuarantee.TOKEN) {
            return;
        }
        var nameless = new TreeSet<Integer>();
        for (int index : found) {
            var wanted = cloud.driver().nodeName(intent.items().get(index).name());
            if (outcomes.get(index) instanceof Outcome.Done<Node> done
                    && !done.value().name().equals(wanted)
                    && done.value().state() != NodeState.DESTROYED
                    && done.value().state() != NodeState.DESTROYING) {
                nameless.add(index);
            }
        }
        if (!nameless.isEmpty()) {
            sendAll(nameless);
        }
    }

    /** Sends again what was not found: only for a driver whose guarantee makes that harmless. */
    Map<Integer, Outcome<Node>> resend() {
        var asked = Set.copyOf(outcomes.keySet());
        sendAll(unknown());
        outcomes.keySet().retainAll(asked);
        if (!unknown().isEmpty()) {
            lookUntilSettled();
        }
        return outcomes;
    }

    /** What is known by now, by index. */
    Map<Integer, Outcome<Node>> outcomes() {
        return outcomes;
    }

    boolean canResend() {
        var guarantee = cloud.driver().createGuarantee();
        return guarantee == CreateGuarantee.TOKEN || guarantee == CreateGuarantee.NAME;
    }

    private boolean canFind() {
        return cloud.driver().createGuarantee() != CreateGuarantee.NONE;
    }

    private Set<Integer> indexes() {
        var all = new TreeSet<Integer>();
        for (int i = 0; i < intent.items().size(); i++) {
            all.add(i);
        }
        return all;
    }

    private Set<Integer> unknown() {
        var open = new TreeSet<Integer>();
        outcomes.forEach((index, outcome) -> {
            if (outcome instanceof Outcome.Unknown) {
                open.add(index);
            }
        });
        return open;
    }

    private void sendAll(Set<Integer> indexes) {
        var requests = requests().stream()
                .filter(request -> request.nodes().stream().anyMatch(node -> indexes.contains(node.index())))
                .map(request -> canShrink() ? only(indexes, request) : request)
                .toList();
        var answers = mesh.work()
                .each(requests, request -> cloud.driver().nodes().create(request, deadline), deadline, cancellation);
        for (int i = 0; i < requests.size(); i++) {
            take(requests.get(i).nodes(), answers.get(i));
        }
    }

    /** A cloud that knows requests by their token would take another one under it for a mistake. */
    private boolean canShrink() {
        return cloud.driver().createGuarantee() != CreateGuarantee.TOKEN;
    }

    private static CreateRequest only(Set<Integer> indexes, CreateRequest request) {
        return request.withNodes(request.nodes().stream()
                .filter(node -> indexes.contains(node.index()))
                .toList());
    }

    private void take(List<NewNode> nodes, Outcome<List<Outcome<Node>>> answer) {
        for (int i = 0; i < nodes.size(); i++) {
            var outcome = Answers.item(answer, i, () -> lost("its answer left this machine out"));
            outcomes.merge(nodes.get(i).index(), outcome, Creates::afterAll);
        }
    }

    /** What is known when it was sent again, or sent again with others. */
    private static Outcome<Node> afterAll(Outcome<Node> before, Outcome<Node> now) {
        if (before instanceof Outcome.Done) {
            return before;
        }
        // A refusal now says nothing of the request before, whose answer was lost.
        return before instanceof Outcome.Unknown && now instanceof Outcome.Failed<Node> refused
                ? Outcome.unknown(refused.cause())
                : now;
    }

    private CloudmeshException lost(String why) {
        return new UnavailableException(cloud.name(), "create", 0, null, why, null);
    }

    private void lookUntilSettled() {
        lookUntil(Deadline.in(cloud.driver().settleTime(), mesh.time()));
    }

    private void lookUntil(Deadline settled) {
        while (true) {
            boolean looked = look();
            if (unknown().isEmpty() || mayNotLook) {
                return;
            }
            if (looked && settled.isExpired()) {
                giveUp();
                return;
            }
            if (!pauseUntil(settled)) {
                return;
            }
        }
    }

    private boolean look() {
        var answer = mesh.work()
                .each(
                        List.of(intent.id()),
                        id -> cloud.driver().nodes().findByIntent(id, deadline),
                        deadline,
                        cancellation)
                .get(0);
        if (answer instanceof Outcome.Done<List<Created>> done) {
            done.value()
                    .forEach(created -> outcomes.computeIfPresent(created.index(), (index, before) -> {
                        if (before instanceof Outcome.Unknown) {
                            found.add(index);
                            return Outcome.done(created.node());
                        }
                        return before;
                    }));
            return true;
        }
        // Refused once, it will be each time: recovery looks, with other credentials.
        mayNotLook = Answers.cause(answer) instanceof CloudException refused && !refused.retryable();
        return false;
    }

    /** The cloud lists all it has by now: what it does not list was never made. */
    private void giveUp() {
        if (cloud.driver().createGuarantee() == CreateGuarantee.NONE) {
            return;
        }
        for (int index : unknown()) {
            if (outcomes.get(index) instanceof Outcome.Unknown<Node> unknown) {
                outcomes.put(index, Outcome.failed(unknown.cause()));
            }
        }
    }

    private boolean pause() {
        return mesh.pause(cloud.driver().pollInterval(), deadline, cancellation);
    }

    /** Not beyond the moment when another look will tell for good. */
    private boolean pauseUntil(Deadline settled) {
        var interval = cloud.driver().pollInterval();
        var left = settled.remaining();
        return mesh.pause(
                settled.isExpired() || interval.compareTo(left) < 0 ? interval : left, deadline, cancellation);
    }

    /** The same intent gives the same requests, with the same tokens, whoever makes them. */
    private List<CreateRequest> requests() {
        int most = Math.max(1, cloud.driver().nodes().maxBatch());
        var requests = new ArrayList<CreateRequest>();
        for (int from = 0; from < intent.items().size(); from += most) {
            var nodes = new ArrayList<NewNode>();
            for (int i = from; i < Math.min(from + most, intent.items().size()); i++) {
                var name = intent.items().get(i).name();
                nodes.add(new NewNode(i, cloud.driver().nodeName(name), Labels.of(name, spec, intent.id(), i)));
            }
            requests.add(new CreateRequest(
                    intent.id(),
                    intent.id() + "-" + from,
                    nodes,
                    spec.image(),
                    spec.flavor(),
                    spec.location(),
                    spec.access(),
                    userData,
                    spec.atLeast() < intent.items().size() ? 1 : nodes.size()));
        }
        return requests;
    }
}

package org.cloudmesh.internal.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.Recovery;
import org.cloudmesh.Recovery.Entry;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.internal.journal.Intent;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** Settles the intents of programs that died, or gave up. Nothing is booted that may be there already. */
public final class Recover {

    /** EC2 forgets a token no sooner than this after its machines are gone; older creates are only looked for. */
    private static final Duration TOKEN_VALID = Duration.ofHours(1);

    private final MeshRuntime mesh;
    private final Clouds clouds;
    private final Boot boot;
    private final NodeRecords records;
    private final Journal journal;
    private final Claims claims;

    /** On that mesh. */
    public Recover(MeshRuntime mesh, Clouds clouds, Boot boot) {
        this.mesh = mesh;
        this.clouds = clouds;
        this.boot = boot;
        records = new NodeRecords(mesh);
        journal = new Journal(mesh);
        claims = new Claims(mesh.store());
    }

    /** Settles what can be settled. */
    public Recovery run() {
        var entries = new ArrayList<Entry>();
        for (var intent : journal.open()) {
            if (!intent.owner().mayBeAlive() || !mesh.time().now().isBefore(intent.deadline())) {
                entries.addAll(settle(intent));
            }
        }
        claims.releaseOrphans(
                id -> journal.find(id).isPresent(),
                name -> !records.named(name, null).isEmpty());
        return new Recovery(entries);
    }

    private List<Entry> settle(Intent intent) {
        var open = open(intent);
        var cloud = clouds.find(intent.cloud()).orElse(null);
        if (cloud == null) {
            return unresolved(
                    intent,
                    open,
                    "cloud \"%s\" is not in this mesh; add it and recover again".formatted(intent.cloud()));
        }
        try {
            return intent.spec() == null
                    ? settleChange(intent, cloud, open)
                    : settleBoot(intent, intent.spec(), cloud, open);
        } catch (CloudmeshException e) {
            return unresolved(intent, open, e.getMessage() + "; recover again later");
        }
    }

    private static Set<Integer> open(Intent intent) {
        var open = new TreeSet<Integer>();
        for (int i = 0; i < intent.items().size(); i++) {
            if (intent.items().get(i).state() == Intent.State.OPEN) {
                open.add(i);
            }
        }
        return open;
    }

    private List<Entry> settleBoot(Intent intent, Intent.Spec spec, CloudConnection cloud, Set<Integer> open) {
        var deadline =
                Deadline.in(new VerbOptions().timeout().plus(cloud.driver().settleTime()), mesh.time());
        boolean resend = spec.userDataHash() == null
                && mesh.time().now().isBefore(intent.startedAt().plus(TOKEN_VALID));
        var creates = new Creates(mesh, cloud, intent, spec, null, deadline, null);
        var outcomes = new HashMap<>(creates.look(open, resend));
        var adopted = done(outcomes);
        if (resend && creates.canResend() && adopted.size() < open.size()) {
            var missing = new HashSet<>(open);
            missing.removeAll(adopted);
            creates.resend(missing).forEach((index, outcome) -> {
                if (missing.contains(index)) {
                    outcomes.put(index, outcome);
                }
            });
        }
        var settled = boot.record(intent, outcomes).intent();
        var entries = new ArrayList<Entry>();
        outcomes.keySet().stream()
                .sorted()
                .forEach(index -> entries.add(
                        booted(settled, index, Objects.requireNonNull(outcomes.get(index)), adopted.contains(index))));
        return entries;
    }

    private static Set<Integer> done(Map<Integer, Outcome<Node>> outcomes) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Outcome.Done)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Entry booted(Intent intent, int index, Outcome<Node> outcome, boolean found) {
        if (outcome instanceof Outcome.Done) {
            return found
                    ? entry(intent, index, Recovery.Outcome.ADOPTED, "was there already")
                    : entry(intent, index, Recovery.Outcome.FINISHED, "asked for again under the same token");
        }
        if (outcome instanceof Outcome.Failed) {
            return entry(intent, index, Recovery.Outcome.ABANDONED, "was never made; its name is free again");
        }
        return entry(
                intent,
                index,
                Recovery.Outcome.UNRESOLVED,
                "%s; look for the label %s=%s"
                        .formatted(
                                Objects.requireNonNull(Answers.cause(outcome)).getMessage(),
                                Labels.INTENT,
                                intent.id()));
    }

    /** Destroying is said again, which harms nobody; a start is only looked at, for its caller may have moved on. */
    private List<Entry> settleChange(Intent intent, CloudConnection cloud, Set<Integer> open) {
        var deadline = Deadline.in(new VerbOptions().timeout(), mesh.time());
        var ids = open.stream()
                .map(index -> Objects.requireNonNull(intent.items().get(index).providerId()))
                .toList();
        var there = records.save(cloud.driver().nodes().get(ids, deadline));
        var left = there.stream()
                .filter(node -> node.state() != NodeState.DESTROYED)
                .toList();
        if (intent.verb().equals(Intent.DESTROY) && !left.isEmpty()) {
            var answers = cloud.driver()
                    .nodes()
                    .destroy(left.stream().map(node -> node.id().providerId()).toList(), deadline);
            if (answers.size() != left.size() || answers.stream().anyMatch(answer -> Answers.cause(answer) != null)) {
                return unresolved(intent, open, "not all of it could be destroyed; recover again");
            }
            records.save(cloud.driver().nodes().get(ids, deadline));
        }
        markGone(intent, open, cloud.driver().nodes().get(ids, deadline));
        var items = new ArrayList<>(intent.items());
        open.forEach(index ->
                items.set(index, items.get(index).closed(items.get(index).providerId())));
        var closed = intent.withItems(items);
        journal.write(closed);
        var found = records.byId(open.stream().map(index -> id(closed, index)).toList());
        return open.stream()
                .map(index -> entry(
                        closed,
                        index,
                        Recovery.Outcome.FINISHED,
                        "is "
                                + Objects.requireNonNull(found.get(id(closed, index)))
                                        .state()))
                .toList();
    }

    private void markGone(Intent intent, Set<Integer> open, List<Node> there) {
        var ids = there.stream().map(Node::id).collect(Collectors.toSet());
        var known = records.byId(open.stream()
                .map(index -> id(intent, index))
                .filter(id -> !ids.contains(id))
                .toList());
        records.markDestroyed(known.values());
    }

    private static NodeId id(Intent intent, int index) {
        return Objects.requireNonNull(Boot.id(intent, intent.items().get(index)));
    }

    private static List<Entry> unresolved(Intent intent, Set<Integer> open, String message) {
        return open.stream()
                .map(index -> entry(intent, index, Recovery.Outcome.UNRESOLVED, message))
                .toList();
    }

    private static Entry entry(Intent intent, int index, Recovery.Outcome outcome, String message) {
        var item = intent.items().get(index);
        @Nullable NodeId id = Boot.id(intent, item);
        return new Entry(intent.id(), intent.verb(), intent.cloud(), item.name(), outcome, id, message);
    }
}

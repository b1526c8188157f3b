package org.cloudmesh.internal.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.Recovery;
import org.cloudmesh.Recovery.Entry;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.journal.Intent;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.Leases;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Unsaved;
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
    private final Leftovers leftovers;
    private final Journal journal;
    private final Claims claims;

    /** On that mesh. */
    public Recover(MeshRuntime mesh, Clouds clouds, Boot boot) {
        this.mesh = mesh;
        this.clouds = clouds;
        this.boot = boot;
        records = new NodeRecords(mesh);
        leftovers = new Leftovers(mesh, clouds::find);
        journal = new Journal(mesh);
        claims = new Claims(mesh);
    }

    /** Files what came of verbs when the store could not be told. */
    public List<Entry> file(Unsaved.Entry entry) {
        return new Filing(mesh).file(entry);
    }

    /** Settles what can be settled, as the only program that does. */
    public Recovery run(Leases.Lease lease) {
        var entries = new ArrayList<Entry>();
        var left = journal.open().stream().filter(this::isLeft).toList();
        var since = mesh.time().now();
        for (var intent : left) {
            lease.check();
            entries.addAll(settle(intent, since));
        }
        claims.releaseOrphans(
                ids -> journal.byId(ids).stream().collect(Collectors.toMap(Intent::id, Recover::owed)), records::names);
        return new Recovery(entries);
    }

    private boolean isLeft(Intent intent) {
        return !mesh.isAlive(intent.owner()) || !mesh.time().now().isBefore(intent.deadline());
    }

    private static Set<String> owed(Intent intent) {
        return intent.owed().stream().map(Claims::canonical).collect(Collectors.toSet());
    }

    /** @param since when whoever began it sent no more: clouds that list late are waited for once, not for each intent */
    private List<Entry> settle(Intent intent, Instant since) {
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
                    : settleBoot(intent, intent.spec(), cloud, open, since);
        } catch (RuntimeException e) {
            // Whatever is wrong with this cloud, the others have their turn.
            return unresolved(intent, open, Work.asOurs(e).getMessage() + "; recover again later");
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

    private List<Entry> settleBoot(
            Intent intent, Intent.Spec spec, CloudConnection cloud, Set<Integer> open, Instant since) {
        var listed = Deadline.in(
                Duration.between(mesh.time().now(), since.plus(cloud.driver().settleTime())), mesh.time());
        var deadline =
                Deadline.in(new VerbOptions().timeout().plus(cloud.driver().settleTime()), mesh.time());
        boolean resend = spec.userDataHash() == null
                && mesh.time().now().isBefore(intent.startedAt().plus(TOKEN_VALID));
        var creates = new Creates(mesh, cloud, intent, spec, null, deadline, null);
        var gone = gone(intent, open);
        var sought = new TreeSet<>(open);
        sought.removeAll(gone.keySet());
        var adopted = sought.isEmpty() ? Set.<Integer>of() : done(creates.look(sought, resend, listed));
        var outcomes = new HashMap<Integer, Outcome<Node>>(
                resend && creates.canResend() && adopted.size() < sought.size()
                        ? creates.resend()
                        : creates.outcomes());
        gone.forEach((index, node) -> outcomes.put(index, Outcome.done(node)));
        var settled = boot.record(intent, outcomes).intent();
        var entries = new ArrayList<Entry>();
        outcomes.keySet().stream()
                .sorted()
                .forEach(index -> entries.add(
                        gone.containsKey(index)
                                ? entry(settled, index, Recovery.Outcome.FINISHED, "was made, and is gone since")
                                : booted(
                                        settled,
                                        index,
                                        Objects.requireNonNull(outcomes.get(index)),
                                        adopted.contains(index))));
        return entries;
    }

    /** What was made and recorded before the program died, and has been destroyed since: nobody wants it again. */
    private Map<Integer, Node> gone(Intent intent, Set<Integer> open) {
        var gone = new HashMap<Integer, Node>();
        for (var node : records.goneOf(intent.cloud(), intent.id())) {
            int index = Integer.parseInt(node.labels().getOrDefault(Labels.INDEX, "-1"));
            if (open.contains(index)) {
                gone.put(index, node);
            }
        }
        return gone;
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

    /** Destroying is said again, which harms nobody; a start or resume is only looked at: its caller may have moved on. */
    private List<Entry> settleChange(Intent intent, CloudConnection cloud, Set<Integer> open) {
        var deadline = Deadline.in(new VerbOptions().timeout(), mesh.time());
        var ids = open.stream().map(index -> id(intent, index)).toList();
        look(cloud, ids, deadline);
        if (intent.verb().equals(Intent.DESTROY)) {
            var due = due(intent, open);
            if (!destroy(cloud, due, deadline)) {
                return unresolved(intent, open, "not all of it could be destroyed; recover again");
            }
            markGone(due, look(cloud, ids, deadline), deadline);
        }
        var items = new ArrayList<>(intent.items());
        open.forEach(index ->
                items.set(index, items.get(index).closed(items.get(index).providerId())));
        var closed = intent.withItems(items);
        journal.write(closed);
        var found = records.byId(ids);
        return open.stream()
                .map(index -> entry(closed, index, Recovery.Outcome.FINISHED, "is " + state(found, id(closed, index))))
                .toList();
    }

    private static NodeState state(Map<NodeId, Node> found, NodeId id) {
        var node = found.get(id);
        return node == null ? NodeState.DESTROYED : node.state();
    }

    private Set<NodeId> look(CloudConnection cloud, List<NodeId> ids, Deadline deadline) {
        var there =
                cloud.driver().nodes().get(ids.stream().map(NodeId::providerId).toList(), deadline);
        return records.save(there).stream().map(Node::id).collect(Collectors.toSet());
    }

    /**
     * Those not known to be gone, listed or not: what was made just before the death may not be listed yet. Not a machine
     * that was made later under the same id.
     */
    private List<NodeId> due(Intent intent, Set<Integer> open) {
        var known = records.byId(open.stream().map(index -> id(intent, index)).toList());
        return open.stream()
                .filter(index -> isDue(intent.items().get(index), known.get(id(intent, index))))
                .map(index -> id(intent, index))
                .toList();
    }

    private static boolean isDue(Intent.Item item, @Nullable Node known) {
        if (known == null) {
            return true;
        }
        var madeBy = known.labels().get(Labels.INTENT);
        boolean another = item.madeBy() != null && madeBy != null && !madeBy.equals(item.madeBy());
        return known.state() != NodeState.DESTROYED && !another;
    }

    /** Whether all were. */
    private boolean destroy(CloudConnection cloud, List<NodeId> due, Deadline deadline) {
        var nodes = cloud.driver().nodes();
        var chunks = Chunks.of(due.stream().map(NodeId::providerId).toList(), nodes.maxBatch());
        var answers = mesh.work().each(chunks, ids -> isDone(nodes.destroy(ids, deadline), ids), deadline, null);
        return answers.stream().allMatch(answer -> answer.equals(Outcome.done(true)));
    }

    private static boolean isDone(List<? extends Outcome<?>> answers, List<String> ids) {
        return answers.size() == ids.size() && answers.stream().allMatch(answer -> Answers.cause(answer) == null);
    }

    private void markGone(List<NodeId> due, Set<NodeId> there, Deadline deadline) {
        var gone = records.byId(due.stream().filter(id -> !there.contains(id)).toList())
                .values();
        records.markDestroyed(gone);
        leftovers.giveBack(gone, deadline);
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

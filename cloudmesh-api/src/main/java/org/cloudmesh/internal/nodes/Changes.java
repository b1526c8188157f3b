package org.cloudmesh.internal.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.cloudmesh.Batch;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Failure;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.StoreException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.internal.journal.Intent;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** Starts, stops, suspends, resumes, reboots, destroys: each node accounted for. */
final class Changes {

    private final MeshRuntime mesh;
    private final Clouds clouds;
    private final NodeRecords records;
    private final Journal journal;

    Changes(MeshRuntime mesh, Clouds clouds) {
        this.mesh = mesh;
        this.clouds = clouds;
        records = new NodeRecords(mesh);
        journal = new Journal(mesh);
    }

    /** Does it; the action is taken on each node that the cloud will be asked to change, just before. */
    Batch<Node> apply(Verb verb, Named named, VerbOptions options, Consumer<Node> before) {
        var asked = distinct(named, options);
        asked.keySet().stream()
                .map(NodeId::cloud)
                .distinct()
                .forEach(cloud -> clouds.get(cloud).require(verb.feature()));
        var deadline = mesh.deadline(options);
        var sentAt = mesh.time().now();
        var known = records.byId(asked.keySet());
        var outcomes = new HashMap<NodeId, Outcome<Node>>();
        var chunks = new ArrayList<Chunk>();
        byCloud(asked.values(), known, verb, outcomes)
                .forEach((cloud, each) -> chunks.addAll(chunks(clouds.get(cloud), each)));
        mesh.leases().announce();
        var intents = journaled(verb, chunks, deadline);
        chunks.forEach(chunk -> chunk.nodes().forEach(before));
        var answers = mesh.work()
                .each(
                        chunks,
                        chunk -> verb.send(chunk.cloud().driver().nodes(), chunk.ids(), deadline),
                        deadline,
                        options.cancelOn());
        for (int i = 0; i < chunks.size(); i++) {
            var chunk = chunks.get(i);
            for (int j = 0; j < chunk.nodes().size(); j++) {
                var node = chunk.nodes().get(j);
                var answer = Answers.item(answers.get(i), j, () -> leftOut(chunk.cloud(), verb));
                outcomes.put(node.id(), updated(node, answer, sentAt));
            }
        }
        var done = new ArrayList<Node>();
        outcomes.values().forEach(outcome -> {
            if (outcome instanceof Outcome.Done<Node> each) {
                done.add(each.value());
            }
        });
        var closed = intents.stream().map(intent -> closed(intent, outcomes)).toList();
        var saved = new HashMap<NodeId, Node>();
        record(verb, done, closed, deadline).forEach(node -> saved.put(node.id(), node));
        return batch(verb, asked.values(), named.failures(), outcomes, saved, options);
    }

    /** What was done is done, whether the store can be told or not. */
    private List<Node> record(Verb verb, List<Node> done, List<Intent> closed, Deadline deadline) {
        try {
            var saved = records.save(done);
            if (verb == Verb.DESTROY) {
                giveBackAddresses(done, deadline);
            }
            if (!closed.isEmpty()) {
                journal.write(closed);
            }
            return saved;
        } catch (StoreException e) {
            mesh.unsaved().keep(Filing.entry(verb.word(), done, closed, List.of()), e);
            return done;
        }
    }

    /** They cost money until somebody gives them back; all else can wait until the machines are gone. */
    private void giveBackAddresses(List<Node> done, Deadline deadline) {
        var due = done.stream()
                .filter(node -> node.state() == NodeState.DESTROYED || hasAddressOfItsOwn(node))
                .toList();
        if (!due.isEmpty()) {
            new Leftovers(mesh, clouds::find).giveBack(due, deadline);
        }
    }

    private boolean hasAddressOfItsOwn(Node node) {
        return !node.publicAddresses().isEmpty()
                && clouds.get(node.cloud()).driver().features().contains(Feature.PUBLIC_ADDRESS);
    }

    /** The same node twice is one wish. */
    static Map<NodeId, Node> distinct(Named named, VerbOptions options) {
        if (named.nodes().isEmpty() && named.failures().isEmpty()) {
            throw new IllegalArgumentException("no node was given; nothing was done");
        }
        var asked = new LinkedHashMap<NodeId, Node>();
        named.nodes().forEach(node -> asked.putIfAbsent(node.id(), node));
        var atLeast = options.atLeast();
        int wishes = asked.size() + named.failures().size();
        if (atLeast != null && atLeast > wishes) {
            throw new IllegalArgumentException(
                    "at least %d of %d nodes cannot be had; nothing was done".formatted(atLeast, wishes));
        }
        return asked;
    }

    private Map<String, List<Node>> byCloud(
            Collection<Node> asked, Map<NodeId, Node> known, Verb verb, Map<NodeId, Outcome<Node>> outcomes) {
        var legal = new LinkedHashMap<String, List<Node>>();
        for (var node : asked) {
            // What the store knows may be newer than what the caller holds.
            var newest = known.getOrDefault(node.id(), node);
            if (verb == Verb.DESTROY && isGone(known.get(node.id()))) {
                outcomes.put(node.id(), Outcome.done(newest));
            } else if (verb.isLegalFrom(newest.state())) {
                legal.computeIfAbsent(node.cloud(), each -> new ArrayList<>()).add(newest);
            } else {
                outcomes.put(node.id(), Outcome.failed(verb.refusal(newest)));
            }
        }
        return legal;
    }

    /** As the store has it: what the caller holds may come from a dry run, where it was destroyed. */
    private static boolean isGone(@Nullable Node known) {
        return known != null && known.state() == NodeState.DESTROYED;
    }

    private record Chunk(CloudConnection cloud, List<Node> nodes) {

        List<String> ids() {
            return nodes.stream().map(node -> node.id().providerId()).toList();
        }
    }

    private static List<Chunk> chunks(CloudConnection cloud, List<Node> nodes) {
        return Chunks.of(nodes, cloud.driver().nodes().maxBatch()).stream()
                .map(chunk -> new Chunk(cloud, chunk))
                .toList();
    }

    /** One intent a cloud, on disk before the first request. */
    private List<Intent> journaled(Verb verb, List<Chunk> chunks, Deadline deadline) {
        var intents = new ArrayList<Intent>();
        if (verb.isJournaled()) {
            var byCloud = new LinkedHashMap<String, List<Intent.Item>>();
            for (var chunk : chunks) {
                var items = byCloud.computeIfAbsent(chunk.cloud().name(), each -> new ArrayList<>());
                chunk.nodes()
                        .forEach(node -> items.add(Intent.Item.open(
                                node.name(),
                                node.id().providerId(),
                                node.labels().get(Labels.INTENT))));
            }
            byCloud.forEach((cloud, items) -> {
                var now = mesh.time().now();
                intents.add(
                        new Intent(Ids.next(now), verb.word(), cloud, mesh.owner(), now, deadline.end(), items, null));
            });
            if (!intents.isEmpty()) {
                journal.write(intents);
            }
        }
        return intents;
    }

    private Intent closed(Intent intent, Map<NodeId, Outcome<Node>> outcomes) {
        return intent.withItems(intent.items().stream()
                        .map(item -> {
                            var outcome = outcomes.get(Objects.requireNonNull(Boot.id(intent, item)));
                            return outcome instanceof Outcome.Unknown ? item : item.closed(item.providerId());
                        })
                        .toList())
                .givenUp(mesh.time().now());
    }

    private Outcome<Node> updated(Node node, Outcome<NodeUpdate> answer, Instant sentAt) {
        if (answer instanceof Outcome.Done<NodeUpdate> done) {
            var update = done.value();
            boolean up = update.state() == NodeState.RUNNING || update.state() == NodeState.REBOOTING;
            return Outcome.done(new NodeBuilder(node)
                    .state(update.state())
                    .providerState(update.providerState())
                    .ssh(up ? node.ssh() : null)
                    .observedAt(sentAt)
                    .build());
        }
        var cause = Objects.requireNonNull(Answers.cause(answer));
        return answer instanceof Outcome.Failed ? Outcome.failed(cause) : Outcome.unknown(cause);
    }

    private static CloudmeshException leftOut(CloudConnection cloud, Verb verb) {
        return new UnavailableException(
                cloud.name(),
                verb.word(),
                0,
                null,
                "the answer left this node out; refresh() tells what became of it",
                null);
    }

    private static Batch<Node> batch(
            Verb verb,
            Collection<Node> asked,
            List<Failure> missing,
            Map<NodeId, Outcome<Node>> outcomes,
            Map<NodeId, Node> saved,
            VerbOptions options) {
        var done = new ArrayList<Node>();
        var failures = new ArrayList<Failure>(missing);
        for (var node : asked) {
            var cause = Answers.cause(Objects.requireNonNull(outcomes.get(node.id())));
            if (cause == null) {
                done.add(Objects.requireNonNull(saved.get(node.id())));
            } else {
                failures.add(new Failure(node.name(), node.id(), cause));
            }
        }
        return Answers.batch(verb.word(), done, failures, options.atLeast());
    }
}

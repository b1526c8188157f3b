package org.cloudmesh.internal.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cloudmesh.Event;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.internal.store.Utf8Order;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/** What the store knows of nodes. An older observation never overwrites a newer one. Thread-safe. */
public final class NodeRecords {

    /** No cloud was seen to list as alive what it had destroyed so long before. */
    private static final Duration LONGEST_LISTED = Duration.ofMinutes(10);

    private static final int PAGE = 50;

    private static final Comparator<Node> OLDEST_FIRST = Comparator.comparing(
                    Node::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Node::name)
            .thenComparing(node -> node.id().toString());

    /** As the store sorts what each cloud has. */
    private static final Comparator<String> BY_KEYS = Comparator.comparing(NodeRecords::prefix, Utf8Order.COMPARATOR);

    private final MeshRuntime mesh;

    /** On the mesh's store. */
    public NodeRecords(MeshRuntime mesh) {
        this.mesh = mesh;
    }

    /** Records what was seen, tells who listens, and returns the nodes as the store now has them, in order. */
    public List<Node> save(Collection<Node> seen) {
        var known = byId(seen.stream().map(Node::id).toList());
        var merged = new ArrayList<Node>(seen.size());
        var changed = new ArrayList<Document>();
        var events = new ArrayList<Event.NodeChanged>();
        for (var node : seen) {
            var before = known.get(node.id());
            var after = before == null ? node : merge(before, node);
            merged.add(after);
            if (!after.equals(before)) {
                changed.add(NodeDocument.write(after));
            }
            if (before == null || before.state() != after.state()) {
                events.add(new Event.NodeChanged(mesh.time().now(), after, before == null ? null : before.state()));
            }
        }
        if (!changed.isEmpty()) {
            mesh.store().put(changed, Durability.NORMAL);
        }
        new Groups(mesh.store())
                .follow(events.stream().map(Event.NodeChanged::node).toList());
        forget(events);
        events.forEach(mesh.events()::fire);
        return merged;
    }

    /**
     * As {@link #save}, but nodes that are as they were seen before are not written down again only for the time: a wait looks
     * often.
     */
    List<Node> saveChanged(Collection<Node> seen, Map<NodeId, Node> before) {
        var saved = new HashMap<NodeId, Node>();
        save(seen.stream()
                        .filter(node -> !isTheSame(node, before.get(node.id())))
                        .toList())
                .forEach(node -> saved.put(node.id(), node));
        return seen.stream()
                .map(node -> saved.containsKey(node.id())
                        ? saved.getOrDefault(node.id(), node)
                        : merge(before.getOrDefault(node.id(), node), node))
                .toList();
    }

    private static boolean isTheSame(Node seen, @Nullable Node before) {
        return before != null
                && new NodeBuilder(merge(before, seen))
                        .observedAt(before.observedAt())
                        .build()
                        .equals(before);
    }

    private static Node merge(Node before, Node seen) {
        if (isOutdated(before, seen)) {
            return before;
        }
        if (before.name().equals(seen.name())) {
            return seen;
        }
        if (isNameless(seen)) {
            return named(before, seen);
        }
        // The cloud may have changed the spelling of the name we asked for; ours is kept.
        boolean sameName = Claims.canonical(before.name()).equals(Claims.canonical(seen.name()));
        return sameName ? new NodeBuilder(seen).name(before.name()).build() : seen;
    }

    /** EC2 has names only as labels: those of a launch come after it, or never if they may not be written. */
    private static boolean isNameless(Node seen) {
        return seen.name().equals(seen.id().providerId());
    }

    private static Node named(Node before, Node seen) {
        var labels = new HashMap<>(seen.labels());
        for (var label : List.of(Labels.NAME, Labels.INDEX)) {
            var known = before.labels().get(label);
            if (known != null) {
                labels.putIfAbsent(label, known);
            }
        }
        return new NodeBuilder(seen).name(before.name()).labels(labels).build();
    }

    private static boolean isOutdated(Node before, Node seen) {
        if (before.state() == NodeState.DESTROYED) {
            return seen.state() == NodeState.DESTROYED || !(isMadeAfter(before, seen) || isBack(before, seen));
        }
        // Whatever was listed meanwhile: gone is gone.
        return seen.state() == NodeState.DESTROYED
                ? isMadeAfter(seen, before)
                : seen.observedAt().isBefore(before.observedAt());
    }

    /** Some clouds give a machine that is made anew under a name the id of the one before it. */
    private static boolean isMadeAfter(Node first, Node second) {
        return first.createdAt() != null
                && second.createdAt() != null
                && second.createdAt().isAfter(first.createdAt());
    }

    /** A cloud lists what it destroyed for a while; one that lists it much later had only lost sight of it. */
    private static boolean isBack(Node gone, Node seen) {
        return seen.observedAt().isAfter(gone.observedAt().plus(LONGEST_LISTED));
    }

    /** What belonged to nodes that are gone: their names, and the keys they showed. */
    private void forget(List<Event.NodeChanged> events) {
        var gone = events.stream()
                .map(Event.NodeChanged::node)
                .filter(node -> node.state() == NodeState.DESTROYED)
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        var claims = new Claims(mesh);
        var labelled = new ArrayList<Claims.Claim>();
        var others = new ArrayList<String>();
        var doubles = doubles(gone);
        for (var node : gone) {
            var intent = node.labels().get(Labels.INTENT);
            if (intent == null) {
                others.add(node.name());
            } else if (!doubles.contains(node.id())) {
                labelled.add(new Claims.Claim(node.name(), intent));
            }
        }
        // A stranger's machine may have had the name of one of ours.
        others.removeIf(name -> !named(name, null).isEmpty());
        claims.releaseAll(labelled);
        claims.release(others);
        SshAccess.forget(mesh.store(), gone);
    }

    /** Those whose claim is another's: a create that went out twice beneath us made two, and the intent knows its own. */
    Set<NodeId> doubles(Collection<Node> nodes) {
        var intents = nodes.stream()
                .map(node -> node.labels().get(Labels.INTENT))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var made = new HashMap<Claims.Claim, String>();
        for (var intent : new Journal(mesh).byId(intents)) {
            for (var item : intent.items()) {
                if (item.providerId() != null) {
                    made.put(new Claims.Claim(item.name(), intent.id()), item.providerId());
                }
            }
        }
        return nodes.stream()
                .filter(node -> {
                    var own = made.get(claim(node));
                    return own != null && !own.equals(node.id().providerId());
                })
                .map(Node::id)
                .collect(Collectors.toSet());
    }

    /** The claim it was made under, so far as its labels tell. */
    static Claims.Claim claim(Node node) {
        return new Claims.Claim(
                node.labels().getOrDefault(Labels.NAME, node.name()),
                node.labels().getOrDefault(Labels.INTENT, ""));
    }

    /** The canonical names of all nodes; not of those destroyed. */
    Set<String> names() {
        return all(null).stream().map(node -> Claims.canonical(node.name())).collect(Collectors.toSet());
    }

    /** The node of that id, destroyed or not. */
    public Optional<Node> find(NodeId id) {
        return mesh.store().get(NodeDocument.KIND, id.toString()).map(NodeDocument::read);
    }

    /** Those that are known. */
    public Map<NodeId, Node> byId(Collection<NodeId> ids) {
        var found = new HashMap<NodeId, Node>();
        mesh.store()
                .getAll(NodeDocument.KIND, ids.stream().map(NodeId::toString).toList())
                .forEach(document -> found.put(NodeId.parse(document.key()), NodeDocument.read(document)));
        return found;
    }

    /** Those of that name, in any spelling, on that cloud or on all; not those destroyed. */
    public List<Node> named(String name, @Nullable String cloud) {
        return read(Query.of(NodeDocument.KIND).name(Claims.canonical(name)).cloud(cloud));
    }

    /** Those that the intent made and that are gone since. */
    List<Node> goneOf(String cloud, String intentId) {
        return mesh.store().find(Query.of(NodeDocument.KIND).cloud(cloud).state(NodeState.DESTROYED.name())).stream()
                .filter(document -> document.json().contains(intentId))
                .map(NodeDocument::read)
                .filter(node -> intentId.equals(node.labels().get(Labels.INTENT)))
                .toList();
    }

    /** All of a cloud, or of all, oldest first; not those destroyed. */
    public List<Node> all(@Nullable String cloud) {
        return read(living(cloud));
    }

    /** So many of those clouds, beyond that one, by id; not those destroyed. */
    List<Node> page(Collection<String> clouds, @Nullable NodeId after, int limit) {
        var page = new ArrayList<Node>();
        for (var cloud : clouds.stream().sorted(BY_KEYS).toList()) {
            if (page.size() != limit) {
                var rest = living(cloud)
                        .after(after == null ? null : after.toString())
                        .limit(limit - page.size());
                mesh.store().find(rest).stream().map(NodeDocument::read).forEach(page::add);
            }
        }
        return List.copyOf(page);
    }

    /** A destroyed one has no name. A cloud's are found by what their keys begin with, so that others' cost nothing. */
    private static Query living(@Nullable String cloud) {
        return Query.of(NodeDocument.KIND).withAnyName().keyPrefix(cloud == null ? null : prefix(cloud));
    }

    private static String prefix(String cloud) {
        return cloud + "/";
    }

    /** Whether there is one such on that cloud, not destroyed; reads no more than it must, for it is asked often. */
    boolean isAny(String cloud, Predicate<Node> such) {
        var query = living(cloud).limit(PAGE);
        for (var page = mesh.store().find(query); !page.isEmpty(); ) {
            boolean found = page.stream()
                    .filter(document -> !NodeState.DESTROYED.name().equals(document.state()))
                    .map(NodeDocument::read)
                    .anyMatch(such);
            if (found) {
                return true;
            }
            page = mesh.store().find(query.after(page.get(page.size() - 1).key()));
        }
        return false;
    }

    private List<Node> read(Query query) {
        return mesh.store().find(query).stream()
                .filter(document -> !NodeState.DESTROYED.name().equals(document.state()))
                .map(NodeDocument::read)
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /** Forgets nothing, but the given nodes are there no more. */
    List<Node> markDestroyed(Collection<Node> nodes) {
        return save(nodes.stream()
                .map(node -> new NodeBuilder(node)
                        .state(NodeState.DESTROYED)
                        .ssh(null)
                        .observedAt(mesh.time().now())
                        .build())
                .toList());
    }
}

package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmesh.Event;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/** What the store knows of nodes. An older observation never overwrites a newer one. Thread-safe. */
public final class NodeRecords {

    private static final Comparator<Node> OLDEST_FIRST = Comparator.comparing(
                    Node::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Node::name)
            .thenComparing(node -> node.id().toString());

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
        var events = new ArrayList<Event>();
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
        forgetClaims(events);
        events.forEach(mesh.events()::fire);
        return merged;
    }

    private static Node merge(Node before, Node seen) {
        if (before.state() == NodeState.DESTROYED || seen.observedAt().isBefore(before.observedAt())) {
            return before;
        }
        // The cloud may have changed the spelling of the name we asked for; ours is kept.
        boolean sameName = Claims.canonical(before.name()).equals(Claims.canonical(seen.name()));
        return sameName ? new NodeBuilder(seen).name(before.name()).build() : seen;
    }

    private void forgetClaims(List<Event> events) {
        var names = events.stream()
                .map(event -> ((Event.NodeChanged) event).node())
                .filter(node -> node.state() == NodeState.DESTROYED)
                .map(Node::name)
                .toList();
        if (!names.isEmpty()) {
            new Claims(mesh.store()).release(names);
        }
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

    /** All of a cloud, or of all, oldest first; not those destroyed. */
    public List<Node> all(@Nullable String cloud) {
        return read(Query.of(NodeDocument.KIND).cloud(cloud));
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

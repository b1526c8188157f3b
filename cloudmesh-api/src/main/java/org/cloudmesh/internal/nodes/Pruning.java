package org.cloudmesh.internal.nodes;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.internal.journal.Intent;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what nobody can need any more: intents that are settled, and machines that are long gone. What is cut off is done by
 * the next one. Thread-safe.
 */
public final class Pruning {

    /**
     * So long a machine that is gone is remembered at least. Clouds list it as alive for minutes, and recovery makes what it
     * does not find again within the hour: a machine that was destroyed must not be one of those.
     */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final int PAGE = 100;

    private final MeshRuntime mesh;
    private final Journal journal;
    private final Claims claims;
    private final NodeRecords records;

    /** In the mesh's store. */
    public Pruning(MeshRuntime mesh) {
        this.mesh = mesh;
        journal = new Journal(mesh);
        claims = new Claims(mesh);
        records = new NodeRecords(mesh);
    }

    /**
     * Forgets them.
     *
     * @param before what was settled, or gone, when that id was made; null for all
     * @param along told of machines that are about to be forgotten, to forget what else there is of them
     */
    public void run(@Nullable String before, Consumer<Collection<NodeId>> along) {
        intents(before);
        nodes(before, along);
    }

    private void intents(@Nullable String before) {
        var page = journal.settled(before, PAGE);
        while (!page.isEmpty()) {
            var needed = needed(page);
            journal.forget(page.stream()
                    .map(Intent::id)
                    .filter(id -> !needed.contains(id))
                    .toList());
            page = journal.settled(page.get(page.size() - 1).id(), PAGE);
        }
    }

    /**
     * The boots that a claim on a name still refers to, and those of which a machine is there: they tell which of two machines
     * is the one that was asked for. No claim is made for an intent once it is written, so one that has none gets none.
     */
    private Set<String> needed(List<Intent> settled) {
        var boots = settled.stream().filter(intent -> intent.spec() != null).toList();
        var needed = claims.standing(boots.stream().flatMap(Pruning::claims).toList()).stream()
                .map(Claims.Claim::intentId)
                .collect(Collectors.toCollection(HashSet::new));
        var known = records.byId(boots.stream().flatMap(Pruning::nodes).toList());
        boots.stream()
                .filter(boot -> nodes(boot).map(known::get).anyMatch(Pruning::isThere))
                .forEach(boot -> needed.add(boot.id()));
        return needed;
    }

    private static Stream<Claims.Claim> claims(Intent intent) {
        return intent.items().stream().map(item -> new Claims.Claim(item.name(), intent.id()));
    }

    private static Stream<NodeId> nodes(Intent intent) {
        return intent.items().stream().map(item -> Boot.id(intent, item)).filter(Objects::nonNull);
    }

    private static boolean isThere(@Nullable Node known) {
        return known != null && known.state() != NodeState.DESTROYED;
    }

    private void nodes(@Nullable String before, Consumer<Collection<NodeId>> along) {
        var remembered = Ids.earliest(mesh.time().now().minus(REMEMBERED));
        var limit = before == null || before.compareTo(remembered) > 0 ? remembered : before;
        var owed = Owed.of(journal.open());
        var query =
                Query.of(NodeDocument.KIND).state(NodeState.DESTROYED.name()).limit(PAGE);
        for (var page = mesh.store().find(query); !page.isEmpty(); ) {
            forget(
                    page.stream()
                            .map(NodeDocument::read)
                            .filter(node -> Ids.earliest(node.observedAt()).compareTo(limit) < 0)
                            .filter(node -> !owed.to(node) && !hasItsNameInItsId(node))
                            .toList(),
                    along);
            page = mesh.store().find(query.after(last(page)));
        }
    }

    private static String last(List<Document> page) {
        return page.get(page.size() - 1).key();
    }

    /** The machines last: as long as they are recorded, the rest is found by them. */
    private void forget(List<Node> gone, Consumer<Collection<NodeId>> along) {
        if (!gone.isEmpty()) {
            SshAccess.forget(mesh.store(), gone);
            new Groups(mesh.store()).follow(gone);
            along.accept(gone.stream().map(Node::id).toList());
            mesh.store()
                    .delete(
                            NodeDocument.KIND,
                            gone.stream().map(node -> node.id().toString()).toList());
        }
    }

    /**
     * Where an id has the name in it, another machine of that name gets it again, and may be recorded under it just when this
     * one is deleted. Of those there are no more than names. A stranger's without a name is called by its id.
     */
    private static boolean hasItsNameInItsId(Node node) {
        boolean called = node.labels().containsKey(Labels.INTENT)
                || !node.name().equals(node.id().providerId());
        return called && Claims.canonical(node.id().providerId()).contains(Claims.canonical(node.name()));
    }

    /**
     * What recovery will ask for. Immutable.
     *
     * @param boots the open intents
     * @param nodes those that an open intent was to change
     */
    private record Owed(Set<String> boots, Set<NodeId> nodes) {

        static Owed of(List<Intent> open) {
            return new Owed(
                    open.stream().map(Intent::id).collect(Collectors.toSet()),
                    open.stream().flatMap(Pruning::nodes).collect(Collectors.toSet()));
        }

        boolean to(Node node) {
            return nodes.contains(node.id()) || boots.contains(node.labels().getOrDefault(Labels.INTENT, ""));
        }
    }
}

package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.cloudmesh.Node;
import org.cloudmesh.Recovery;
import org.cloudmesh.internal.journal.Intent;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Unsaved;
import org.cloudmesh.spi.Document;

/** What came of verbs when the store could not be told: how it is kept, and how it comes into the store at last. */
final class Filing {

    private final MeshRuntime mesh;
    private final NodeRecords records;
    private final Journal journal;

    Filing(MeshRuntime mesh) {
        this.mesh = mesh;
        records = new NodeRecords(mesh);
        journal = new Journal(mesh);
    }

    /** What is kept of a verb: the nodes as they are now, its intents as they stand, and which names are free. */
    static Unsaved.Entry entry(
            String verb, Collection<Node> nodes, Collection<Intent> intents, Collection<String> free) {
        var documents = new ArrayList<Document>();
        nodes.forEach(node -> documents.add(NodeDocument.write(node)));
        intents.forEach(intent -> documents.add(intent.toDocument()));
        var names = new HashMap<String, String>();
        intents.forEach(intent -> free.forEach(name -> names.put(name, intent.id())));
        return new Unsaved.Entry(verb, documents, names);
    }

    /** In the order a verb writes it; whatever another program recorded since stands. An entry a node. */
    List<Recovery.Entry> file(Unsaved.Entry entry) {
        var nodes = records.save(
                entry.of(NodeDocument.KIND).stream().map(NodeDocument::read).toList());
        var kept = entry.of(Intent.KIND).stream().map(Intent::read).toList();
        var open = journal.byId(kept.stream().map(Intent::id).toList()).stream()
                .filter(Intent::isOpen)
                .map(Intent::id)
                .toList();
        // Whoever closed the intent may have made a machine of such a name. First, for a death before the intent is
        // closed.
        new Claims(mesh)
                .releaseAll(entry.free().entrySet().stream()
                        .filter(name -> open.contains(name.getValue()))
                        .map(name -> new Claims.Claim(name.getKey(), name.getValue()))
                        .toList());
        journal.write(kept.stream().filter(intent -> open.contains(intent.id())).toList());
        return nodes.stream().map(node -> entry(entry.verb(), node)).toList();
    }

    private static Recovery.Entry entry(String verb, Node node) {
        return new Recovery.Entry(
                node.labels().getOrDefault(Labels.INTENT, ""),
                verb,
                node.cloud(),
                node.name(),
                Recovery.Outcome.FINISHED,
                node.id(),
                "was done while the store was away; is " + node.state());
    }
}

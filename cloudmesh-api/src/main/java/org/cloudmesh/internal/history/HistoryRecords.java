package org.cloudmesh.internal.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.cloudmesh.History.Entry;
import org.cloudmesh.History.NodeRef;
import org.cloudmesh.NodeId;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;

/** Entries of the history as documents: one a verb or job, by an id that sorts by time. */
public final class HistoryRecords {

    /** The store's collection. */
    public static final String KIND = "history";

    /** The verb of a job. */
    public static final String RUN = "run";

    private HistoryRecords() {}

    /** The entry as it is stored; its verb is the document's name, and a job's state is the document's. */
    public static Document document(Entry entry) {
        var json = Json.object();
        json.put("at", entry.at().toString()).put("user", entry.user()).put("verb", entry.verb());
        json.put("detail", entry.detail()).put("outcome", entry.outcome());
        var nodes = json.putArray("nodes");
        entry.nodes()
                .forEach(node ->
                        nodes.addObject().put("id", node.id().toString()).put("name", node.name()));
        return new Document(
                KIND,
                entry.id(),
                null,
                entry.verb(),
                RUN.equals(entry.verb()) ? entry.outcome() : null,
                Json.write(json),
                0);
    }

    static List<Entry> read(Collection<Document> documents) {
        return documents.stream().map(HistoryRecords::read).toList();
    }

    private static Entry read(Document document) {
        var json = Json.parse(document.json());
        var nodes = new ArrayList<NodeRef>();
        json.path("nodes")
                .forEach(node -> nodes.add(new NodeRef(
                        NodeId.parse(node.path("id").asText()),
                        node.path("name").asText())));
        Instant at = Objects.requireNonNull(Json.instant(json, "at"));
        return new Entry(
                document.key(),
                at,
                json.path("user").asText(),
                json.path("verb").asText(),
                json.path("detail").asText(),
                nodes,
                json.path("outcome").asText());
    }
}

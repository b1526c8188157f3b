package org.cloudmesh.internal.history;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.cloudmesh.Batch;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.History.Entry;
import org.cloudmesh.History.NodeRef;
import org.cloudmesh.Node;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Unsaved;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a verb, and writes down that it was done. Thread-safe. */
public final class VerbHistory {

    private static final Logger LOG = LoggerFactory.getLogger(VerbHistory.class);

    private final MeshRuntime mesh;

    /** In the mesh's store. */
    public VerbHistory(MeshRuntime mesh) {
        this.mesh = mesh;
    }

    /** Does it; what was refused before anything was sent, as it made no sense, is no history. */
    public Batch<Node> of(String verb, Collection<Node> asked, Supplier<Batch<Node>> call) {
        var begunAt = mesh.time().now();
        var id = Ids.next(begunAt);
        try {
            var batch = call.get();
            write(new Entry(id, begunAt, mesh.user(), verb, "", refs(asked.isEmpty() ? batch : asked), outcome(batch)));
            return batch;
        } catch (PartialFailureException e) {
            var batch = e.batch();
            write(new Entry(
                    id, begunAt, mesh.user(), verb, "", refs(asked.isEmpty() ? done(batch) : asked), outcome(batch)));
            throw e;
        } catch (CloudmeshException e) {
            write(new Entry(id, begunAt, mesh.user(), verb, "", refs(asked), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private static List<Node> done(Batch<?> batch) {
        return batch.stream()
                .filter(Node.class::isInstance)
                .map(Node.class::cast)
                .toList();
    }

    private static String outcome(Batch<?> batch) {
        int all = batch.size() + batch.failures().size();
        return batch.failures().isEmpty() ? "done" : "%d of %d done".formatted(batch.size(), all);
    }

    private static List<NodeRef> refs(Collection<Node> nodes) {
        return nodes.stream().map(node -> new NodeRef(node.id(), node.name())).toList();
    }

    /** The verb was done, whether this can be written or not. */
    private void write(Entry entry) {
        var document = HistoryRecords.document(entry);
        try {
            keep(document);
        } catch (RuntimeException e) {
            LOG.warn("not in the history: {}", entry, e);
        }
    }

    private void keep(Document document) {
        try {
            mesh.store().put(List.of(document), Durability.NORMAL);
        } catch (StoreException e) {
            mesh.unsaved().keep(Unsaved.Entry.of("history", List.of(document)), e);
        }
    }
}

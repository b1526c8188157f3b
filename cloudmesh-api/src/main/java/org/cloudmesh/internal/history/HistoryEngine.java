package org.cloudmesh.internal.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cloudmesh.History;
import org.cloudmesh.Node;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the history in pages, and prunes it. Thread-safe. */
public final class HistoryEngine implements History {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryEngine.class);

    private static final int PAGE = 500;

    private final MeshRuntime mesh;
    private final Prunable jobs;
    private final Path outputs;

    /** What is pruned along with the entries. */
    public interface Prunable {

        /** Of these jobs, those that go on. */
        Set<String> goOn(Collection<String> ids);

        /** Removes all that is recorded of these jobs; told of the id of each of their runs first. */
        void forget(Collection<String> ids, Consumer<String> run);

        /** Removes what else nobody can need any more, of what was settled before that id was made, or at all. */
        void forgetSettled(@Nullable String before);
    }

    /** In the mesh's store; long outputs are in that directory. */
    public HistoryEngine(MeshRuntime mesh, Prunable jobs, Path outputs) {
        this.mesh = mesh;
        this.jobs = jobs;
        this.outputs = outputs;
    }

    @Override
    public List<Entry> list(int limit, @Nullable String before) {
        return limit == 0 ? List.of() : HistoryRecords.read(page(before, limit));
    }

    private List<Document> page(@Nullable String before, int limit) {
        return mesh.store()
                .find(Query.of(HistoryRecords.KIND).fromLast().after(before).limit(limit));
    }

    @Override
    public List<Entry> of(Node node, int limit) {
        var found = new ArrayList<Entry>();
        String before = null;
        while (found.size() < limit) {
            var page = list(PAGE, before);
            page.stream()
                    .filter(entry ->
                            entry.nodes().stream().anyMatch(each -> each.id().equals(node.id())))
                    .limit(limit - found.size())
                    .forEach(found::add);
            if (page.size() < PAGE) {
                break;
            }
            before = page.get(page.size() - 1).id();
        }
        return List.copyOf(found);
    }

    @Override
    public int pruneOlderThan(Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("an age is not negative, so not %s; nothing was removed".formatted(age));
        }
        var now = mesh.time().now();
        // Ids begin in 1970: nothing is older.
        return age.compareTo(Duration.between(Instant.EPOCH, now)) < 0 ? prune(Ids.earliest(now.minus(age))) : 0;
    }

    @Override
    public int pruneAllBut(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("at least 0 entries are kept, not " + count);
        }
        String last = null;
        for (int left = count; left > 0; ) {
            var kept = page(last, Math.min(left, PAGE));
            if (kept.isEmpty()) {
                return 0;
            }
            left -= kept.size();
            last = kept.get(kept.size() - 1).key();
        }
        return prune(last);
    }

    private int prune(@Nullable String before) {
        int removed = 0;
        String from = before;
        while (true) {
            var page = list(PAGE, from);
            removed += remove(page);
            if (page.size() < PAGE) {
                jobs.forgetSettled(before);
                return removed;
            }
            from = page.get(page.size() - 1).id();
        }
    }

    /** The entries last: what is torn by a crash is pruned the next time. */
    private int remove(List<Entry> due) {
        var ids = due.stream()
                .filter(entry -> HistoryRecords.RUN.equals(entry.verb()))
                .map(Entry::id)
                .collect(Collectors.toSet());
        var kept = jobs.goOn(ids);
        var over = new HashSet<>(ids);
        over.removeAll(kept);
        if (!over.isEmpty()) {
            jobs.forget(over, this::removeOutputs);
        }
        var entries =
                due.stream().map(Entry::id).filter(id -> !kept.contains(id)).toList();
        mesh.store().delete(HistoryRecords.KIND, entries);
        return entries.size();
    }

    private void removeOutputs(String runId) {
        if (mesh.dry()) {
            return;
        }
        for (var stream : List.of("stdout", "stderr")) {
            try {
                Files.deleteIfExists(outputs.resolve(runId + "." + stream));
            } catch (IOException e) {
                LOG.warn("the output {} of a pruned job stays in {}", stream, outputs, e);
            }
        }
    }
}

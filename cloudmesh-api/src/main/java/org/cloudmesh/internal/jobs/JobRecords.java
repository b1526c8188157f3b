package org.cloudmesh.internal.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cloudmesh.JobState;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.Result;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.history.HistoryEngine;
import org.cloudmesh.internal.history.HistoryRecords;
import org.cloudmesh.internal.nodes.NodeRecords;
import org.cloudmesh.internal.nodes.Pruning;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Unsaved;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/** What the store knows of jobs. Thread-safe. */
final class JobRecords implements HistoryEngine.Prunable {

    private final MeshRuntime mesh;

    JobRecords(MeshRuntime mesh) {
        this.mesh = mesh;
    }

    /** Records that it begins, everywhere, before it does. */
    void begin(JobRecord job) {
        mesh.leases().announce();
        var documents = new ArrayList<Document>();
        documents.add(JobDocuments.run(job));
        documents.add(JobDocuments.history(job));
        for (int i = 0; i < job.targets().size(); i++) {
            documents.add(JobDocuments.begun(job, i));
        }
        mesh.store().put(documents, Durability.NORMAL);
        try {
            for (int i = 0; i < job.targets().size(); i++) {
                var target = job.targets().get(i);
                var runId = job.runId(i);
                updateStatus(target, before -> JobDocuments.statusBegun(before, target.id(), target.name(), runId));
            }
        } catch (RuntimeException e) {
            withdraw(job, e);
            throw e;
        }
    }

    /** It does not begin: nobody is to wait for it. */
    private void withdraw(JobRecord job, RuntimeException why) {
        try {
            for (int i = 0; i < job.targets().size(); i++) {
                endStatus(job, i);
            }
            forget(List.of(job.id()), run -> {});
            mesh.store().delete(HistoryRecords.KIND, List.of(job.id()));
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Records what came of it on one node. */
    void end(JobRecord job, int index, Result result, JobState state) {
        var document = JobDocuments.ended(job, index, result, state);
        orKept(job, List.of(document), () -> finish(job, index, document));
    }

    /** What ran has run, whether the store can be told or not. */
    private void orKept(JobRecord job, List<Document> documents, Runnable writing) {
        try {
            writing.run();
        } catch (StoreException e) {
            mesh.unsaved().keep(Unsaved.Entry.of("job " + job.id(), documents), e);
        }
    }

    /** Records what the store could not be told; what somebody else recorded meanwhile stands, unless it says that all is lost. */
    void file(Unsaved.Entry entry) {
        for (var document : entry.of(JobDocuments.JOB)) {
            if (isDue(document)) {
                mesh.store().put(List.of(document), Durability.NORMAL);
            }
            // It may have been written, and the store gone before the status was.
            endStatus(document);
        }
        for (var kind : List.of(JobDocuments.RUN, HistoryRecords.KIND)) {
            mesh.store().put(entry.of(kind).stream().filter(this::isDue).toList(), Durability.NORMAL);
        }
    }

    private boolean isDue(Document document) {
        var open = Set.of(JobState.RUNNING.word(), JobState.LOST.word());
        return mesh.store()
                .get(document.kind(), document.key())
                .map(Document::state)
                .map(open::contains)
                .orElse(true);
    }

    private void endStatus(Document run) {
        var target = JobDocuments.target(run);
        updateStatus(target, before -> JobDocuments.statusEnded(before, target.id(), target.name(), run.key()));
    }

    /** What came of it on that node, if somebody recorded that. */
    Optional<Document> ended(JobRecord job, int index) {
        return mesh.store()
                .get(JobDocuments.JOB, job.runId(index))
                .filter(document -> !JobState.RUNNING.word().equals(document.state()));
    }

    private void finish(JobRecord job, int index, Document document) {
        mesh.store().put(List.of(document), Durability.NORMAL);
        endStatus(job, index);
    }

    private void endStatus(JobRecord job, int index) {
        var target = job.targets().get(index);
        updateStatus(target, before -> JobDocuments.statusEnded(before, target.id(), target.name(), job.runId(index)));
    }

    /** Records that it has ended everywhere. */
    void end(JobRecord job) {
        var documents = List.of(JobDocuments.run(job), JobDocuments.history(job));
        orKept(job, documents, () -> mesh.store().put(documents, Durability.NORMAL));
    }

    @Override
    public Set<String> goOn(Collection<String> ids) {
        return mesh.store().getAll(JobDocuments.RUN, ids).stream()
                .map(JobDocuments::record)
                .filter(job -> job.goesOn(mesh))
                .map(JobRecord::id)
                .collect(Collectors.toSet());
    }

    /** The job last: as long as it is recorded, the rest is found by it. */
    @Override
    public void forget(Collection<String> ids, Consumer<String> run) {
        var jobs = mesh.store().getAll(JobDocuments.RUN, ids).stream()
                .map(JobDocuments::record)
                .toList();
        var runIds =
                jobs.stream().flatMap(job -> JobDocuments.runIds(job).stream()).collect(Collectors.toSet());
        var targets = jobs.stream()
                .flatMap(job -> job.targets().stream())
                .collect(Collectors.toMap(JobRecord.Target::id, Function.identity(), (one, same) -> one));
        targets.values()
                .forEach(target -> updateStatus(target, before -> JobDocuments.statusWithout(before, target, runIds)));
        var known = new NodeRecords(mesh).byId(targets.keySet());
        forgetIdle(targets.keySet().stream().filter(id -> isGone(known.get(id))).toList());
        runIds.forEach(run);
        mesh.store().delete(JobDocuments.JOB, runIds);
        mesh.store().delete(JobDocuments.RUN, ids);
    }

    private static boolean isGone(@Nullable Node known) {
        return known == null || known.state() == NodeState.DESTROYED;
    }

    @Override
    public void forgetSettled(@Nullable String before) {
        new Pruning(mesh).run(before, this::forgetIdle);
    }

    /** Of nodes that are gone, the statuses that name no job any more. */
    private void forgetIdle(Collection<NodeId> gone) {
        var keys = gone.stream().map(NodeId::toString).toList();
        var idle = mesh.store().getAll(JobDocuments.STATUS, keys).stream()
                .filter(JobDocuments::isIdle)
                .map(Document::key)
                .toList();
        if (!idle.isEmpty()) {
            mesh.store().delete(JobDocuments.STATUS, idle);
        }
    }

    /** Two jobs may begin on one node at once; whoever comes second adds to what the first wrote. */
    private void updateStatus(JobRecord.Target target, Function<@Nullable Document, @Nullable Document> change) {
        while (true) {
            var before = mesh.store()
                    .get(JobDocuments.STATUS, target.id().toString())
                    .orElse(null);
            var after = change.apply(before);
            if (after == null || mesh.store().compareAndPut(after, before == null ? 0 : before.version())) {
                return;
            }
        }
    }

    Optional<JobRecord> find(String id) {
        return mesh.store().get(JobDocuments.RUN, id).map(JobDocuments::record);
    }

    List<JobRecord> last(int limit, @Nullable String before) {
        if (limit == 0) {
            return List.of();
        }
        var page = Query.of(JobDocuments.RUN).fromLast().after(before).limit(limit);
        return mesh.store().find(page).stream().map(JobDocuments::record).toList();
    }

    /** The documents of its runs, in the order of its nodes. */
    List<Document> runs(JobRecord job) {
        return mesh.store().find(Query.of(JobDocuments.JOB).keyPrefix(job.id() + "-"));
    }

    /** The documents of their runs, by id. */
    Map<String, Document> runs(Collection<JobRecord> jobs) {
        var ids =
                jobs.stream().flatMap(job -> JobDocuments.runIds(job).stream()).toList();
        return mesh.store().getAll(JobDocuments.JOB, ids).stream()
                .collect(Collectors.toMap(Document::key, Function.identity()));
    }

    /** Closes the records of jobs whose program died. */
    void closeLost() {
        for (var document : mesh.store().find(Query.of(JobDocuments.RUN).state(JobState.RUNNING.word()))) {
            var job = JobDocuments.record(document);
            if (!job.goesOn(mesh)) {
                var ended = runs(job).stream()
                        .filter(run -> !JobState.RUNNING.word().equals(run.state()))
                        .map(Document::key)
                        .collect(Collectors.toSet());
                for (int i = 0; i < job.targets().size(); i++) {
                    if (ended.contains(job.runId(i))) {
                        endStatus(job, i);
                    } else {
                        finish(job, i, JobDocuments.lost(job, i));
                    }
                }
                end(job.ended(JobState.LOST, mesh.time().now()));
            }
        }
    }
}

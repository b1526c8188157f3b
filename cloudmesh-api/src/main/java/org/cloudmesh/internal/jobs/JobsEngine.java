package org.cloudmesh.internal.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cloudmesh.Job;
import org.cloudmesh.JobOptions;
import org.cloudmesh.JobState;
import org.cloudmesh.Jobs;
import org.cloudmesh.Line;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Result;
import org.cloudmesh.Task;
import org.cloudmesh.internal.history.HistoryEngine;
import org.cloudmesh.internal.nodes.Addresses;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Unsaved;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.NodeBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs, and finds those that ran. Thread-safe. */
public final class JobsEngine implements Jobs, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobsEngine.class);

    /** How long closing waits for remote processes to be ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MeshRuntime mesh;
    private final Addresses addresses;
    private final LiveJob.Access access;
    private final JobRecords records;
    private final Map<String, LiveJob> live = new ConcurrentHashMap<>();

    /** Runs over that access, on so many nodes at once; long outputs go into that directory. */
    public JobsEngine(MeshRuntime mesh, SshAccess ssh, Addresses addresses, Path outputs, int atOnce) {
        this.mesh = mesh;
        access = new LiveJob.Access(new RunQueue(mesh.work(), atOnce), ssh, outputs);
        this.addresses = addresses;
        records = new JobRecords(mesh);
    }

    @Override
    public Job run(Task task, Collection<Node> nodes, Consumer<JobOptions> options) {
        var chosen = new JobOptions();
        options.accept(chosen);
        return run(task, nodes, chosen, JobSetup.of(chosen));
    }

    private Job run(Task task, Collection<Node> nodes, JobOptions chosen, JobSetup setup) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no node was given to run \"%s\" on; nothing was done".formatted(task));
        }
        setup.requireFiles();
        var deadline = mesh.deadline(chosen);
        var targets = addresses.reachable(List.copyOf(byId(mesh.existing(nodes)).values()), deadline);
        var now = mesh.time().now();
        var begun = new JobRecord(
                Ids.next(now),
                task,
                targets.stream()
                        .map(node -> new JobRecord.Target(node.id(), node.name()))
                        .toList(),
                mesh.user(),
                chosen.description(),
                now,
                null,
                JobState.RUNNING,
                mesh.owner(),
                setup);
        records.begin(begun);
        var job = new LiveJob(this, mesh, begun, targets, List.of(), access, deadline, true);
        job.follow(chosen.onLine());
        live.put(job.id(), job);
        job.start(chosen.cancelOn());
        return job;
    }

    private static Map<NodeId, Node> byId(Collection<Node> nodes) {
        var distinct = new LinkedHashMap<NodeId, Node>();
        nodes.forEach(node -> distinct.putIfAbsent(node.id(), node));
        return distinct;
    }

    Job rerun(JobRecord job, Collection<Node> nodes, Consumer<JobOptions> options) {
        var chosen = new JobOptions();
        job.setup()
                .asOptions()
                .andThen(each -> each.description(job.description()))
                .andThen(options)
                .accept(chosen);
        var missing = job.setup().missing(chosen.environment());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "job %s was given secret variables that are recorded nowhere; give them again: rerun(nodes, o -> o.secret(\"%s\", …)); nothing was done"
                            .formatted(job.id(), String.join("\", …).secret(\"", missing)));
        }
        return run(job.task(), nodes, chosen, JobSetup.of(chosen));
    }

    /** Whether some program may still end it. */
    boolean goesOn(JobRecord job) {
        return job.goesOn(mesh);
    }

    /** A dry run, which asks no node, cannot. */
    boolean canFollow(JobRecord job) {
        return job.canBeFollowed() && !mesh.dry();
    }

    /** Follows a detached job that this program does not run; the listener is told all its lines. */
    Job attach(JobRecord job, List<Node> nodes, List<Result> recorded, @Nullable Consumer<Line> onLine) {
        var now = records.find(job.id());
        if (now.isEmpty() || !now.get().canBeFollowed()) {
            // It has ended since it was looked up, or was pruned.
            var ended = get(job.id());
            tell(ended.results(), onLine);
            return ended;
        }
        var left = job.setup()
                .timeout()
                .minus(Duration.between(job.startedAt(), mesh.time().now()));
        var deadline = Deadline.in(left.isNegative() ? Duration.ZERO : left, mesh.time());
        var reachable = addresses.reachable(nodes, deadline);
        var made = new LiveJob(this, mesh, job, reachable, recorded, access, deadline, false);
        tell(recorded, onLine);
        if (onLine != null) {
            made.follow(onLine);
        }
        var there = live.putIfAbsent(job.id(), made);
        if (there != null) {
            return onLine == null ? there : there.follow(onLine);
        }
        made.attach();
        return made;
    }

    private static void tell(List<Result> recorded, @Nullable Consumer<Line> onLine) {
        if (onLine != null) {
            recorded.forEach(result -> RecordedLines.tell(result, onLine));
        }
    }

    void ended(LiveJob job) {
        live.remove(job.id());
    }

    @Override
    public Job get(String id) {
        return find(id).orElseThrow(() -> new NotFoundException(
                "job", id, "no job \"%s\" is in the store; jobs().list() shows the last ones".formatted(id)));
    }

    @Override
    public Optional<Job> find(String id) {
        var running = live.get(JobRecord.jobId(id));
        return running != null
                ? Optional.of(running)
                : records.find(JobRecord.jobId(id))
                        .map(job -> recorded(List.of(job)).get(0));
    }

    @Override
    public List<Job> list(int limit, @Nullable String before) {
        var page = records.last(limit, before);
        var running = new HashMap<String, Job>(live);
        var others = recorded(page.stream()
                        .filter(job -> !running.containsKey(job.id()))
                        .toList())
                .iterator();
        return page.stream()
                .map(job -> {
                    var here = running.get(job.id());
                    return here == null ? others.next() : here;
                })
                .toList();
    }

    /** The store is asked twice, however many there are. */
    private List<RecordedJob> recorded(List<JobRecord> jobs) {
        var nodes = addresses
                .known(jobs.stream().flatMap(JobsEngine::unknown).toList())
                .iterator();
        var runs = records.runs(jobs);
        return jobs.stream()
                .map(job -> {
                    var own = job.targets().stream().map(target -> nodes.next()).toList();
                    return new RecordedJob(this, job, own, results(job, own, runs));
                })
                .toList();
    }

    private static Stream<Node> unknown(JobRecord job) {
        return job.targets().stream()
                .map(target -> new NodeBuilder(target.id(), target.name(), NodeState.UNKNOWN, job.startedAt()).build());
    }

    private static List<Result> results(JobRecord job, List<Node> nodes, Map<String, Document> runs) {
        var results = new ArrayList<Result>();
        for (int i = 0; i < nodes.size(); i++) {
            var run = runs.get(job.runId(i));
            if (run != null && !JobState.RUNNING.word().equals(run.state())) {
                results.add(JobDocuments.result(run, nodes.get(i)));
            }
        }
        return results;
    }

    /** What prunes them. */
    public HistoryEngine.Prunable prunable() {
        return records;
    }

    /** Records what came of runs when the store could not be told. */
    public void file(Unsaved.Entry entry) {
        records.file(entry);
    }

    /** Closes the records of jobs whose program died. */
    public void closeLost() {
        records.closeLost();
    }

    static String describe(Job job) {
        return "job %s: %s on %s, %s, %d results"
                .formatted(
                        job.id(),
                        job.task(),
                        job.nodes().size() == 1 ? "1 node" : job.nodes().size() + " nodes",
                        job.state().word(),
                        job.results().size());
    }

    /** Calls off what still runs, and waits until its remote processes are ended. */
    @Override
    public void close() {
        var running = List.copyOf(live.values());
        running.forEach(job -> {
            if (job.record().setup().detached()) {
                job.leave();
            } else {
                job.cancel();
            }
        });
        var all = CompletableFuture.allOf(running.stream().map(LiveJob::future).toArray(CompletableFuture[]::new));
        try {
            long begun = System.nanoTime();
            for (var job : running) {
                job.help(PATIENCE.minusNanos(System.nanoTime() - begun));
            }
            all.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} jobs did not end within {}; their remote processes may go on", running.size(), PATIENCE);
        }
    }
}

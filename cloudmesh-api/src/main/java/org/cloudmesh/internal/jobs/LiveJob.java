package org.cloudmesh.internal.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Event;
import org.cloudmesh.Job;
import org.cloudmesh.JobOptions;
import org.cloudmesh.JobState;
import org.cloudmesh.Line;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.Result;
import org.cloudmesh.Subscription;
import org.cloudmesh.Task;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.internal.concurrent.Unit;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that this program runs. Thread-safe. */
final class LiveJob implements Job {

    static final Logger LOG = LoggerFactory.getLogger(LiveJob.class);

    private final JobsEngine jobs;
    private final MeshRuntime mesh;
    private final JobRecords records;
    private final JobRecord begun;
    private final List<Node> nodes;
    private final List<NodeRun> runs = new ArrayList<>();
    private final List<Unit<Boolean>> units = new ArrayList<>();
    private final List<Consumer<Line>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<Result>> future = new CompletableFuture<>();
    /** Once the listeners were told, too. */
    private final CompletableFuture<List<Result>> ended = new CompletableFuture<>();

    private final List<Result> results = new ArrayList<>();
    private int told;

    /** Who tells the listeners that it has ended, and must not wait for itself. */
    private volatile @Nullable Thread ending;

    private final RunQueue queue;
    private JobState state = JobState.RUNNING;
    private boolean cancelled;
    private boolean left;
    private boolean over;
    private Subscription cancelling = () -> {};

    /**
     * A job that begins now, or one that another program began, detached, and that is followed here.
     *
     * @param recorded the results that are recorded; no such node is looked at again
     * @param launches whether it begins now
     */
    LiveJob(
            JobsEngine jobs,
            MeshRuntime mesh,
            JobRecord begun,
            List<Node> nodes,
            List<Result> recorded,
            Access access,
            Deadline deadline,
            boolean launches) {
        this.jobs = jobs;
        this.mesh = mesh;
        this.begun = begun;
        this.nodes = List.copyOf(nodes);
        records = new JobRecords(mesh);
        queue = access.queue();
        results.addAll(recorded);
        told = recorded.size();
        var known = recorded.stream().map(result -> result.node().id()).collect(Collectors.toSet());
        for (int i = 0; i < nodes.size(); i++) {
            if (!known.contains(nodes.get(i).id())) {
                var run = new NodeRun(this, mesh, access, i, nodes.get(i), deadline, launches);
                runs.add(run);
                units.add(new Unit<>(run, run::refuse));
            }
        }
    }

    /**
     * What its runs need.
     *
     * @param queue where they wait
     * @param ssh the way to their nodes
     * @param outputs where long outputs go
     */
    record Access(RunQueue queue, SshAccess ssh, Path outputs) {}

    /** Everything is recorded: go. */
    void start(@Nullable Cancellation cancellation) {
        mesh.events().fire(new Event.JobChanged(mesh.time().now(), this, JobState.RUNNING));
        submit();
        if (cancellation != null) {
            var subscription = cancellation.onCancel(this::cancel);
            boolean late;
            synchronized (this) {
                cancelling = subscription;
                late = over;
            }
            if (late) {
                subscription.close();
            }
        }
    }

    /** Another program launched it, or was about to. */
    void attach() {
        submit();
        if (units.isEmpty()) {
            end();
        }
    }

    private void submit() {
        units.forEach(queue::submit);
    }

    /** One node has its result; recorded before anybody hears of it. */
    void finished(int index, Result own, Runnable afterwards) {
        var result = own.error() == null ? own : recorded(index, own.node()).orElse(own);
        if (result.equals(own)) {
            recorded(() -> records.end(begun, index, result, stateOf(result)), result);
        }
        afterwards.run();
        add(result);
    }

    /** A detached run may be followed by several programs, and the first to see its end tidies up. */
    Optional<Result> recorded(int index, Node node) {
        try {
            return records.ended(begun, index).map(document -> JobDocuments.result(document, node));
        } catch (Throwable e) {
            LOG.error("what others recorded of job {} cannot be read", id(), e);
            return Optional.empty();
        }
    }

    /** It goes on without us: nothing is recorded, and whoever waits here is told. */
    void left(Result result) {
        add(result);
    }

    private void add(Result result) {
        synchronized (this) {
            results.add(result);
            notifyAll();
        }
        mesh.events().fire(new Event.JobProgressed(mesh.time().now(), this, result));
        boolean last;
        synchronized (this) {
            told++;
            last = told == nodes.size();
        }
        if (last) {
            end();
        }
    }

    /** A listener that hears of the end may ask for the results, so they are there before it hears of it. */
    private void end() {
        var all = results();
        var last = outcome(all);
        if (!hasLeft()) {
            recorded(() -> records.end(begun.ended(last, mesh.time().now())), last);
        }
        jobs.ended(this);
        queue.forget(units);
        synchronized (this) {
            over = true;
            state = left ? state : last;
            ending = Thread.currentThread();
            cancelling.close();
            notifyAll();
        }
        future.complete(all);
        if (!hasLeft()) {
            mesh.events().fire(new Event.JobChanged(mesh.time().now(), this, last));
        }
        ending = null;
        ended.complete(all);
    }

    private synchronized JobState outcome(List<Result> all) {
        boolean complete = all.stream().allMatch(result -> result.error() == null);
        // Another program may have called it off.
        boolean off = cancelled
                || (begun.setup().detached()
                        && all.stream().anyMatch(result -> result.error() instanceof CancelledException));
        return complete ? JobState.DONE : off ? JobState.CANCELLED : JobState.FAILED;
    }

    synchronized boolean isCalledOff() {
        return cancelled;
    }

    private synchronized boolean hasLeft() {
        return left;
    }

    /** Whether somebody recorded what came of that run. */
    boolean isRecorded(int index) {
        return records.ended(begun, index).isPresent();
    }

    JobRecord record() {
        return begun;
    }

    void tell(Line line) {
        listeners.forEach(listener -> Events.tell(listener, line));
    }

    /** A store that fails must not keep the result from whoever waits for it. */
    private void recorded(Runnable write, Object what) {
        try {
            write.run();
        } catch (Throwable e) {
            LOG.error("job {} goes on unrecorded: {}", id(), what, e);
        }
    }

    private static JobState stateOf(Result result) {
        if (result.error() instanceof CancelledException) {
            return JobState.CANCELLED;
        }
        return result.error() == null ? JobState.DONE : JobState.FAILED;
    }

    @Override
    public String id() {
        return begun.id();
    }

    @Override
    public Task task() {
        return begun.task();
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public synchronized JobState state() {
        return state;
    }

    @Override
    public String user() {
        return begun.user();
    }

    @Override
    public String description() {
        return begun.description();
    }

    @Override
    public Instant startedAt() {
        return begun.startedAt();
    }

    @Override
    public synchronized List<Result> results() {
        return List.copyOf(results);
    }

    @Override
    public List<Result> await() {
        return await(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Override
    public List<Result> await(Duration timeout) {
        if (Thread.currentThread().equals(ending)) {
            return results();
        }
        long begunAt = System.nanoTime();
        long nanos = Work.nanos(timeout);
        try {
            queue.help(units, nanos);
            return ended.get(nanos - (System.nanoTime() - begunAt), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new WaitTimeoutException(
                    "results",
                    missing(),
                    "job %s has %d of %d results after %s; it goes on"
                            .formatted(id(), results().size(), nodes.size(), timeout));
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a job's future ends with results", e);
        }
    }

    private CancelledException interrupted() {
        Thread.currentThread().interrupt();
        return new CancelledException("interrupted while waiting for job %s; it goes on".formatted(id()));
    }

    private Map<NodeId, NodeState> missing() {
        var states = new HashMap<NodeId, NodeState>();
        nodes.forEach(node -> states.put(node.id(), node.state()));
        results().forEach(result -> states.remove(result.node().id()));
        return states;
    }

    @Override
    public CompletableFuture<List<Result>> future() {
        return future.copy();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            if (over) {
                return;
            }
            cancelled = true;
        }
        runs.forEach(NodeRun::cancel);
    }

    /** Does what waits for a thread, if this is the only one. */
    void help(Duration atMost) throws InterruptedException {
        queue.help(units, Work.nanos(atMost));
    }

    /** Lets a detached job go on without being followed here. */
    void leave() {
        synchronized (this) {
            // What was called off is ended, not left.
            if (over || cancelled) {
                return;
            }
            left = true;
        }
        runs.forEach(NodeRun::leave);
    }

    @Override
    public Job follow(Consumer<Line> onLine) {
        listeners.add(onLine);
        return this;
    }

    @Override
    public Job rerun(Collection<Node> on, Consumer<JobOptions> options) {
        return jobs.rerun(begun, on, options);
    }

    @Override
    public Iterator<Result> iterator() {
        return new Iterator<>() {

            private int next;

            @Override
            public boolean hasNext() {
                return next < nodes.size();
            }

            @Override
            public Result next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("job %s has no more results".formatted(id()));
                }
                return result(next++);
            }
        };
    }

    /** The result that came as that one, once it is there. */
    private Result result(int index) {
        for (int i = 0; i < units.size() && results().size() <= index; i++) {
            try {
                queue.help(List.of(units.get(i)), Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
        synchronized (this) {
            try {
                while (results.size() <= index) {
                    wait();
                }
                // The last one is shown when all that belongs to it is recorded.
                while (index == nodes.size() - 1 && !over) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw interrupted();
            }
            return Objects.requireNonNull(results.get(index));
        }
    }

    @Override
    public String toString() {
        return JobsEngine.describe(this);
    }
}

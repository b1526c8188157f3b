package org.cloudmesh.internal.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Event;
import org.cloudmesh.Job;
import org.cloudmesh.JobOptions;
import org.cloudmesh.JobState;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.Result;
import org.cloudmesh.Subscription;
import org.cloudmesh.Task;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.internal.concurrent.Unit;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that this program runs. Thread-safe. */
final class LiveJob implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(LiveJob.class);

    private final JobsEngine jobs;
    private final MeshRuntime mesh;
    private final JobRecords records;
    private final JobRecord begun;
    private final List<Node> nodes;
    private final List<NodeRun> runs = new ArrayList<>();
    private final List<Unit<Boolean>> units = new ArrayList<>();
    private final CompletableFuture<List<Result>> future = new CompletableFuture<>();
    /** Once the listeners were told, too. */
    private final CompletableFuture<List<Result>> ended = new CompletableFuture<>();

    private final List<Result> results = new ArrayList<>();
    private int told;

    /** Who tells the listeners that it has ended, and must not wait for itself. */
    private volatile @Nullable Thread ending;

    private JobState state = JobState.RUNNING;
    private boolean cancelled;
    private Subscription cancelling = () -> {};

    LiveJob(
            JobsEngine jobs,
            MeshRuntime mesh,
            SshAccess ssh,
            JobRecord begun,
            List<Node> nodes,
            JobOptions options,
            Deadline deadline) {
        this.jobs = jobs;
        this.mesh = mesh;
        this.begun = begun;
        this.nodes = List.copyOf(nodes);
        records = new JobRecords(mesh);
        for (int i = 0; i < nodes.size(); i++) {
            var run = new NodeRun(this, mesh, ssh, begun.runId(i), i, nodes.get(i), options.onLine(), deadline);
            runs.add(run);
            units.add(new Unit<>(run, run::cancel));
        }
    }

    /** Everything is recorded: go. */
    void start(@Nullable Cancellation cancellation) {
        mesh.events().fire(new Event.JobChanged(mesh.time().now(), this, JobState.RUNNING));
        units.forEach(mesh.work()::submit);
        if (cancellation != null) {
            var subscription = cancellation.onCancel(this::cancel);
            boolean over;
            synchronized (this) {
                cancelling = subscription;
                over = state != JobState.RUNNING;
            }
            if (over) {
                subscription.close();
            }
        }
    }

    /** One node has its result; recorded before anybody hears of it. */
    void finished(int index, Result result) {
        recorded(() -> records.end(begun, index, result, stateOf(result)), result);
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
        recorded(() -> records.end(begun.ended(last, mesh.time().now())), last);
        jobs.ended(this);
        synchronized (this) {
            state = last;
            ending = Thread.currentThread();
            cancelling.close();
            notifyAll();
        }
        future.complete(all);
        mesh.events().fire(new Event.JobChanged(mesh.time().now(), this, last));
        ending = null;
        ended.complete(all);
    }

    private synchronized JobState outcome(List<Result> all) {
        boolean complete = all.stream().allMatch(result -> result.error() == null);
        return complete ? JobState.DONE : cancelled ? JobState.CANCELLED : JobState.FAILED;
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
        for (int i = 0; i < units.size() && System.nanoTime() - begunAt < nanos; i++) {
            mesh.work().help(units.get(i));
        }
        try {
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
            if (state != JobState.RUNNING) {
                return;
            }
            cancelled = true;
        }
        runs.forEach(NodeRun::cancel);
    }

    @Override
    public Job rerun() {
        return jobs.rerun(begun, nodes);
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
            mesh.work().help(units.get(i));
        }
        synchronized (this) {
            try {
                while (results.size() <= index) {
                    wait();
                }
                // The last one is shown when all that belongs to it is recorded.
                while (index == nodes.size() - 1 && state == JobState.RUNNING) {
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

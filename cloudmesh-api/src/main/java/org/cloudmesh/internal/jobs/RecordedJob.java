package org.cloudmesh.internal.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.cloudmesh.Job;
import org.cloudmesh.JobState;
import org.cloudmesh.Node;
import org.cloudmesh.Result;
import org.cloudmesh.Task;

/** A job that this program does not run: it has ended, or another program runs it. Immutable. */
final class RecordedJob implements Job {

    private final JobsEngine jobs;
    private final JobRecord recorded;
    private final List<Node> nodes;
    private final List<Result> results;

    RecordedJob(JobsEngine jobs, JobRecord recorded, List<Node> nodes, List<Result> results) {
        this.jobs = jobs;
        this.recorded = recorded;
        this.nodes = List.copyOf(nodes);
        this.results = List.copyOf(results);
    }

    @Override
    public String id() {
        return recorded.id();
    }

    @Override
    public Task task() {
        return recorded.task();
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public JobState state() {
        return recorded.state() == JobState.RUNNING && !recorded.owner().mayBeAlive()
                ? JobState.LOST
                : recorded.state();
    }

    @Override
    public String user() {
        return recorded.user();
    }

    @Override
    public String description() {
        return recorded.description();
    }

    @Override
    public Instant startedAt() {
        return recorded.startedAt();
    }

    @Override
    public List<Result> results() {
        return results;
    }

    @Override
    public List<Result> await() {
        return results;
    }

    @Override
    public List<Result> await(Duration timeout) {
        return results;
    }

    @Override
    public CompletableFuture<List<Result>> future() {
        return CompletableFuture.completedFuture(results);
    }

    /** Nothing of it runs in this program. */
    @Override
    public void cancel() {}

    @Override
    public Job rerun() {
        return jobs.rerun(recorded, nodes);
    }

    @Override
    public Iterator<Result> iterator() {
        return results.iterator();
    }

    @Override
    public String toString() {
        return JobsEngine.describe(this);
    }
}

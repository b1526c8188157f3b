package org.cloudmesh.internal.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.cloudmesh.Job;
import org.cloudmesh.JobOptions;
import org.cloudmesh.JobState;
import org.cloudmesh.Line;
import org.cloudmesh.Node;
import org.cloudmesh.Result;
import org.cloudmesh.Task;

/** A job that this program does not run: it has ended, or another program runs it, or it runs detached. Immutable. */
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
        return recorded.state() == JobState.RUNNING && !jobs.goesOn(recorded) ? JobState.LOST : recorded.state();
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
        return followed().map(Job::await).orElse(results);
    }

    @Override
    public List<Result> await(Duration timeout) {
        return followed().map(job -> job.await(timeout)).orElse(results);
    }

    @Override
    public CompletableFuture<List<Result>> future() {
        return followed().map(Job::future).orElseGet(() -> CompletableFuture.completedFuture(results));
    }

    /** What is not detached runs in another program, if it runs. */
    @Override
    public void cancel() {
        followed().ifPresent(Job::cancel);
    }

    @Override
    public Job follow(Consumer<Line> onLine) {
        if (jobs.canFollow(recorded)) {
            return jobs.attach(recorded, nodes, results, onLine);
        }
        results.forEach(result -> RecordedLines.tell(result, onLine));
        return this;
    }

    private Optional<Job> followed() {
        return jobs.canFollow(recorded) ? Optional.of(jobs.attach(recorded, nodes, results, null)) : Optional.empty();
    }

    @Override
    public Job rerun(Collection<Node> on, Consumer<JobOptions> options) {
        return jobs.rerun(recorded, on, options);
    }

    @Override
    public Iterator<Result> iterator() {
        return followed().map(Job::iterator).orElseGet(results::iterator);
    }

    @Override
    public String toString() {
        return JobsEngine.describe(this);
    }
}

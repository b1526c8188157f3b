package org.cloudmesh;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A task on many nodes: running, or recorded. Thread-safe.
 *
 * <p>Iterating gives each node's result as it comes and ends when all are there: {@code job.forEach(System.out::println)}.
 */
public interface Job extends Iterable<Result> {

    /** What the store knows it by. Later jobs have greater ids, within the same millisecond those of one program. */
    String id();

    /** What runs. */
    Task task();

    /** Where, as the nodes were when it began. */
    List<Node> nodes();

    /** How far it is. */
    JobState state();

    /** Who began it. */
    String user();

    /** What it is for, in the caller's words. */
    String description();

    /** When it began. */
    Instant startedAt();

    /** The results so far, in the order they came. */
    List<Result> results();

    /**
     * Waits for all results; the job's own timeout ends it.
     *
     * @throws CancelledException if this thread is interrupted meanwhile; the job goes on
     */
    List<Result> await();

    /**
     * Waits for all results, not longer than that.
     *
     * @throws WaitTimeoutException if some are missing then; the job goes on
     * @throws CancelledException if this thread is interrupted meanwhile; the job goes on
     */
    List<Result> await(Duration timeout);

    /** All results, once they are there. Cancelling the future does not cancel the job. */
    CompletableFuture<List<Result>> future();

    /** Ends it on every node where it still runs, remote processes included. Does not wait. A detached job is ended for good too. */
    void cancel();

    /**
     * Tells the listener each line: from now on if the job runs in this program; else those that are recorded, and if it is
     * {@linkplain JobOptions#detached detached} and goes on, all that have come and will come.
     */
    Job follow(Consumer<Line> onLine);

    /** Runs the same task on the same nodes again, as a new job. */
    default Job rerun() {
        return rerun(nodes());
    }

    /** Runs the same task on these nodes, as a new job. */
    default Job rerun(Collection<Node> nodes) {
        return rerun(nodes, options -> {});
    }

    /**
     * Runs the same task on these nodes, as a new job, told the same as this one and then what is said here.
     *
     * @throws IllegalArgumentException if there is no node, or the value of a {@linkplain JobOptions#secret secret} variable is
     *     not known here and not given; nothing was recorded
     */
    Job rerun(Collection<Node> nodes, Consumer<JobOptions> options);
}

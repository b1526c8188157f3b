package org.cloudmesh.internal.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Subscription;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks side by side. No task waits for another, and whoever waits on the caller's executor, or on one of our own
 * threads, first runs what has not begun: so one thread is enough. Thread-safe.
 */
public final class Work implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    /** A job on that many nodes runs at once; more wait in line. */
    private static final int MOST_THREADS = 256;

    private static final long IDLE_SECONDS = 5;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Executor executor;
    private final Executor jobs;
    private final List<ThreadPoolExecutor> owned;
    private final Set<Unit<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Works on the given executor, else on daemon threads of its own that go away when idle: some for what is waited for,
     * and others for jobs, which may take hours.
     */
    public Work(@Nullable Executor given) {
        this(given, MOST_THREADS);
    }

    /** As {@link #Work(Executor)}; of its own threads, so many are for jobs. */
    public Work(@Nullable Executor given, int jobThreads) {
        if (given == null) {
            owned = List.of(ownThreads(MOST_THREADS), ownThreads(jobThreads));
            executor = owned.get(0);
            jobs = owned.get(1);
        } else {
            owned = List.of();
            executor = given;
            jobs = given;
        }
    }

    private ThreadPoolExecutor ownThreads(int most) {
        var pool = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new WorkThread(this, task, "cloudmesh-" + THREADS.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Runs the task on each item and waits for all, until the deadline, the cancellation or an interrupt.
     *
     * @return an outcome an item, in order: {@code Failed} for one that never began, {@code Unknown} for one that threw
     *     or was still running
     */
    public <T, R> List<Outcome<R>> each(
            List<T> items, Function<T, R> task, Deadline deadline, @Nullable Cancellation cancellation) {
        var units =
                items.stream().map(item -> new Unit<>(() -> task.apply(item))).toList();
        try (var subscription = onCancel(cancellation, units)) {
            units.forEach(this::begin);
            var outcomes = new ArrayList<Outcome<R>>(units.size());
            for (var unit : units) {
                outcomes.add(outcome(unit, units, deadline));
            }
            return outcomes;
        }
    }

    /** As {@link #each} for one piece of work; throws what kept it from being done. */
    public <R> R one(Supplier<R> task, Deadline deadline, @Nullable Cancellation cancellation) {
        var outcome = each(List.of(task), Supplier::get, deadline, cancellation).get(0);
        return orThrow(outcome);
    }

    /** What was done; throws what kept it from being done. */
    public static <R> R orThrow(Outcome<R> outcome) {
        if (outcome instanceof Outcome.Failed<R> failed) {
            throw failed.cause();
        }
        if (outcome instanceof Outcome.Unknown<R> unknown) {
            throw unknown.cause();
        }
        return ((Outcome.Done<R>) outcome).value();
    }

    private static Subscription onCancel(@Nullable Cancellation cancellation, List<? extends Unit<?>> units) {
        return cancellation == null ? () -> {} : cancellation.onCancel(() -> units.forEach(unit -> unit.cancel(true)));
    }

    /** Lets a thread for jobs, once one is free, do what runs the unit; the unit is cancelled if there will be none. */
    public void submit(Unit<?> unit, Runnable runner) {
        try {
            execute(unit, jobs, runner);
        } catch (RejectedExecutionException e) {
            LOG.warn("the executor takes no more work, so this is not done: {}", unit, e);
            unit.cancel(false);
        }
    }

    /** Lets a thread for jobs do that too, if there is one. */
    public void again(Runnable runner) {
        try {
            jobs.execute(runner);
        } catch (RejectedExecutionException e) {
            LOG.debug("no thread is left to go on with jobs", e);
        }
    }

    /** A caller's executor that takes no more is no hindrance: whoever waits for the unit runs it. */
    private void begin(Unit<?> unit) {
        try {
            execute(unit, executor, unit);
        } catch (RejectedExecutionException e) {
            if (closed) {
                unit.cancel(false);
            }
        }
    }

    private void execute(Unit<?> unit, Executor on, Runnable runner) {
        open.add(unit);
        unit.whenFinished(() -> open.remove(unit));
        if (closed) {
            throw new RejectedExecutionException("the mesh is closed");
        }
        on.execute(runner);
    }

    /** Whether work may never be done unless this thread does it before it waits. */
    public boolean needsHelp() {
        boolean ours = Thread.currentThread() instanceof WorkThread thread && thread.owner == this;
        return owned.isEmpty() || ours;
    }

    private <R> Outcome<R> outcome(Unit<R> unit, List<? extends Unit<?>> all, Deadline deadline) {
        if (needsHelp()) {
            unit.run();
        }
        try {
            return Outcome.done(unit.get(nanos(deadline.remaining()), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return Outcome.unknown(asOurs(e.getCause()));
        } catch (CancellationException e) {
            return notDone(unit, new CancelledException("cancelled before it was done"));
        } catch (TimeoutException e) {
            all.forEach(each -> each.cancel(true));
            return notDone(unit, new WaitTimeoutException("answer", Map.of(), "no answer before the deadline"));
        } catch (InterruptedException e) {
            all.forEach(each -> each.cancel(true));
            Thread.currentThread().interrupt();
            return notDone(unit, new CancelledException("interrupted before it was done"));
        }
    }

    /** As many as there are, however long that is. */
    public static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    private static <R> Outcome<R> notDone(Unit<R> unit, CloudmeshException cause) {
        return unit.hasBegun() ? Outcome.unknown(cause) : Outcome.failed(cause);
    }

    /** The exception itself if it is one of ours, else one that carries it. */
    public static CloudmeshException asOurs(@Nullable Throwable thrown) {
        if (thrown instanceof CloudmeshException ours) {
            return ours;
        }
        return new CloudmeshException("unexpected: " + thrown, thrown);
    }

    /** Whether nothing more is done here. */
    public boolean isClosed() {
        return closed;
    }

    /** Interrupts what runs, drops what waits, and ends our own threads. */
    @Override
    public void close() {
        closed = true;
        open.forEach(unit -> unit.cancel(true));
        owned.forEach(ThreadPoolExecutor::shutdownNow);
        try {
            for (var pool : owned) {
                boolean unused = pool.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class WorkThread extends Thread {

        private final Work owner;

        WorkThread(Work owner, Runnable task, String name) {
            super(task, name);
            this.owner = owner;
        }
    }
}

package org.cloudmesh.internal.concurrent;

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

/**
 * Runs tasks side by side. No task waits for another, and whoever waits on the caller's executor, or on one of our own
 * threads, first runs what has not begun: so one thread is enough. Thread-safe.
 */
public final class Work implements AutoCloseable {

    /** A job on that many nodes runs at once; more wait in line. */
    private static final int MOST_THREADS = 256;

    private static final long IDLE_SECONDS = 5;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor owned;
    private final Set<Unit<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Works on the given executor, else on daemon threads of its own that go away when idle. */
    public Work(@Nullable Executor given) {
        if (given == null) {
            owned = ownThreads();
            executor = owned;
        } else {
            owned = null;
            executor = given;
        }
    }

    private ThreadPoolExecutor ownThreads() {
        var pool = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
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
            units.forEach(this::submit);
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

    /** Runs the task once a thread is free; the unit says what became of it. */
    public void submit(Unit<?> unit) {
        open.add(unit);
        unit.whenFinished(() -> open.remove(unit));
        try {
            if (closed) {
                throw new RejectedExecutionException("the mesh is closed");
            }
            executor.execute(unit);
        } catch (RejectedExecutionException e) {
            unit.cancel(false);
        }
    }

    /** Runs the unit here and now if that is needed for it ever to run, and if it has not begun. */
    public void help(Unit<?> unit) {
        boolean ours = Thread.currentThread() instanceof WorkThread thread && thread.owner == this;
        if (owned == null || ours) {
            unit.run();
            if (unit.isCancelled()) {
                // Whoever cancelled it interrupted this thread as the unit's runner: that was not meant for us.
                boolean unused = Thread.interrupted();
            }
        }
    }

    private <R> Outcome<R> outcome(Unit<R> unit, List<? extends Unit<?>> all, Deadline deadline) {
        help(unit);
        try {
            return Outcome.done(unit.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
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

    private static <R> Outcome<R> notDone(Unit<R> unit, CloudmeshException cause) {
        return unit.hasBegun() ? Outcome.unknown(cause) : Outcome.failed(cause);
    }

    /** The exception itself if it is one of ours, else one that carries it. */
    public static CloudmeshException asOurs(@Nullable Throwable thrown) {
        if (thrown instanceof CloudmeshException ours) {
            return ours;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return new CloudmeshException("unexpected: " + thrown, thrown);
    }

    /** Interrupts what runs, drops what waits, and ends our own threads. */
    @Override
    public void close() {
        closed = true;
        open.forEach(unit -> unit.cancel(true));
        if (owned != null) {
            owned.shutdownNow();
            try {
                boolean unused = owned.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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

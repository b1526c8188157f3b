package org.cloudmesh.internal.jobs;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.cloudmesh.internal.concurrent.Unit;
import org.cloudmesh.internal.concurrent.Work;
import org.jspecify.annotations.Nullable;

/**
 * The runs of all jobs of a mesh, so many at a time. A run has its place while it runs and not before, so that no thread
 * waits for a place but one that has nothing else to do. Thread-safe.
 */
final class RunQueue {

    private final Work work;
    private final int atOnce;
    private final Deque<Unit<?>> waiting = new ArrayDeque<>();
    private int running;

    RunQueue(Work work, int atOnce) {
        this.work = work;
        this.atOnce = atOnce;
    }

    /** Runs it once there is a place and a thread; it is cancelled if there will be none. */
    void submit(Unit<?> unit) {
        synchronized (this) {
            waiting.add(unit);
        }
        work.submit(unit, this::runAll);
    }

    /** One that finds no place leaves: those that have one go on with what waits. */
    private void runAll() {
        for (var unit = first(); unit != null; unit = first()) {
            run(unit);
        }
    }

    /**
     * Runs those of these that wait, each when it has a place, if this thread is needed for that: the caller's executor may
     * have no other.
     */
    void help(Collection<? extends Unit<?>> units, long nanos) throws InterruptedException {
        if (!work.needsHelp()) {
            return;
        }
        long begun = System.nanoTime();
        for (var unit : units) {
            if (take(unit, begun, nanos)) {
                run(unit);
                work.again(this::runAll);
            }
        }
    }

    /** They have nothing left to do: nobody waits for a place for them. */
    synchronized void forget(Collection<? extends Unit<?>> units) {
        waiting.removeAll(new HashSet<>(units));
        notifyAll();
    }

    private void run(Unit<?> unit) {
        try {
            unit.run();
        } finally {
            leave();
        }
    }

    private synchronized @Nullable Unit<?> first() {
        if (running >= atOnce || waiting.isEmpty()) {
            return null;
        }
        running++;
        return waiting.remove();
    }

    /** Whether it was there to be taken, and there was a place in time. */
    private synchronized boolean take(Unit<?> unit, long begun, long nanos) throws InterruptedException {
        while (waiting.contains(unit)) {
            long left = nanos - (System.nanoTime() - begun);
            if (left <= 0) {
                return false;
            }
            if (running < atOnce) {
                running++;
                return waiting.remove(unit);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return false;
    }

    private synchronized void leave() {
        running--;
        notifyAll();
    }
}

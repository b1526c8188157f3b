package org.cloudmesh.internal.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * One piece of work, run at most once by whoever comes first.
 *
 * @param <R> what it comes to
 */
public final class Unit<R> extends FutureTask<R> {

    private final Runnable whenCancelled;
    private Runnable whenFinished = () -> {};
    private volatile boolean begun;

    /** Not begun yet. */
    public Unit(Callable<R> task) {
        this(task, () -> {});
    }

    /** Not begun yet; the action runs if this is cancelled. */
    public Unit(Callable<R> task, Runnable whenCancelled) {
        super(task);
        this.whenCancelled = whenCancelled;
    }

    @Override
    public void run() {
        if (isDone()) {
            return;
        }
        begun = true;
        boolean interrupted = Thread.currentThread().isInterrupted();
        super.run();
        if (isCancelled() && !interrupted) {
            // Whoever cancelled it interrupted this thread as its runner: that was not meant for what it does next.
            boolean unused = Thread.interrupted();
        }
    }

    /** Whether somebody began to run it. */
    public boolean hasBegun() {
        return begun;
    }

    @Override
    protected void done() {
        Runnable due;
        synchronized (this) {
            due = whenFinished;
        }
        due.run();
        if (isCancelled()) {
            whenCancelled.run();
        }
    }

    /** Runs the action once this is done, at once if it is. */
    void whenFinished(Runnable action) {
        synchronized (this) {
            if (!isDone()) {
                whenFinished = action;
                return;
            }
        }
        action.run();
    }
}

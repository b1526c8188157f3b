package org.cloudmesh.internal.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * One piece of work, run at most once by whoever comes first.
 *
 * @param <R> what it comes to
 */
public final class Unit<R> extends FutureTask<R> {

    private Runnable whenFinished = () -> {};
    private volatile boolean begun;

    /** Not begun yet. */
    public Unit(Callable<R> task) {
        super(task);
    }

    @Override
    public void run() {
        if (!isDone()) {
            begun = true;
        }
        super.run();
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

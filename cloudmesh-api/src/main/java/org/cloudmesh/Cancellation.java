package org.cloudmesh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls off the verbs it was given to, from any thread: {@code boot(5, o -> o.cancelOn(mine))}. Thread-safe. */
public final class Cancellation {

    // By a key of its own, so that the same action may be given twice.
    private final Map<Object, Runnable> actions = new LinkedHashMap<>();
    private boolean cancelled;

    /** Not cancelled yet. */
    public Cancellation() {}

    /** Cancels; a second call does nothing. */
    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            cancelled = true;
            due = List.copyOf(actions.values());
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Whether {@link #cancel} was called. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Runs the action when this is cancelled, at once if it was.
     *
     * @return closing it takes the action back
     */
    public Subscription onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                var key = new Object();
                actions.put(key, action);
                return () -> remove(key);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void remove(Object key) {
        actions.remove(key);
    }
}

package org.cloudmesh.internal.concurrent;

import java.time.Duration;
import org.cloudmesh.Cancellation;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** Waits between two looks at something. */
public final class Pause {

    private Pause() {}

    /**
     * Waits that long, or less: until the deadline, the cancellation or an interrupt.
     *
     * @return whether there is a point in looking again
     */
    public static boolean between(
            Time time, Duration duration, Deadline deadline, @Nullable Cancellation cancellation) {
        if (deadline.isExpired() || Thread.currentThread().isInterrupted() || isCancelled(cancellation)) {
            return false;
        }
        var longest = deadline.remaining();
        var length = duration.compareTo(longest) < 0 ? duration : longest;
        var sleeper = new Sleeper(Thread.currentThread());
        var subscription = cancellation == null ? null : cancellation.onCancel(sleeper::wake);
        try {
            time.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (subscription != null) {
                subscription.close();
            }
            sleeper.isUp();
        }
        return !isCancelled(cancellation) && !Thread.currentThread().isInterrupted() && !deadline.isExpired();
    }

    /** A cancellation may come just when the sleep is over: then it interrupts nobody. */
    private static final class Sleeper {

        private final Thread thread;
        private boolean up;
        private boolean woken;

        Sleeper(Thread thread) {
            this.thread = thread;
        }

        synchronized void wake() {
            if (!up) {
                woken = true;
                thread.interrupt();
            }
        }

        synchronized void isUp() {
            up = true;
            if (woken) {
                // The interrupt was ours, to wake this thread up; it is not the caller's business.
                boolean unused = Thread.interrupted();
            }
        }
    }

    private static boolean isCancelled(@Nullable Cancellation cancellation) {
        return cancellation != null && cancellation.isCancelled();
    }
}

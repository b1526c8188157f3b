package org.cloudmesh.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * When a call must be over: one for a whole verb, handed down to everything it does. Immutable, thread-safe.
 *
 * <p>Cancelling is interrupting the thread: whoever blocks ends when its deadline has passed or its thread is
 * interrupted.
 */
public final class Deadline {

    /** A deadline beyond that is none, and would not fit into a number of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Time time;
    private final Instant end;

    private Deadline(Time time, Instant end) {
        this.time = time;
        this.end = end;
    }

    /** The moment {@code timeout} from now. */
    public static Deadline in(Duration timeout, Time time) {
        return new Deadline(time, end(timeout, time));
    }

    private static Instant end(Duration timeout, Time time) {
        return time.now().plus(timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST);
    }

    /** The earlier of this one and the moment {@code timeout} from now. */
    public Deadline atMost(Duration timeout) {
        var other = end(timeout, time);
        return other.isBefore(end) ? new Deadline(time, other) : this;
    }

    /** How long is left; never negative. */
    public Duration remaining() {
        var left = Duration.between(time.now(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether nothing is left. */
    public boolean isExpired() {
        return !time.now().isBefore(end);
    }

    /** The moment itself. */
    public Instant end() {
        return end;
    }

    @Override
    public String toString() {
        return "until " + end;
    }
}

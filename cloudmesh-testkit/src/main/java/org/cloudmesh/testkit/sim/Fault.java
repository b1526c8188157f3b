package org.cloudmesh.testkit.sim;

import java.util.function.Predicate;
import org.cloudmesh.CloudmeshException;

/**
 * Something that goes wrong at a {@link SimCloud}, so many times. Immutable.
 *
 * @param operation which call: {@code create}, {@code list}, {@code stop} …
 * @param kind how it goes wrong
 * @param cause what the cloud says
 * @param only which items of a batch it strikes, by name or id
 * @param times how often; then it is over
 */
public record Fault(String operation, Kind kind, CloudmeshException cause, Predicate<String> only, int times) {

    /** How a call goes wrong. */
    public enum Kind {
        /** The item is refused; nothing happens to it. */
        REFUSE,
        /** The item is done, and the answer to it alone is lost. */
        LOSE,
        /** The whole call fails; nothing happens. */
        FAIL_BEFORE,
        /** The whole call is done, and fails then: the answer is lost. */
        FAIL_AFTER
    }

    /** The items are refused, until {@link #times} says otherwise. */
    public static Fault refuse(String operation, CloudmeshException cause) {
        return new Fault(operation, Kind.REFUSE, cause, item -> true, Integer.MAX_VALUE);
    }

    /** The items are done and their answers lost, until {@link #times} says otherwise. */
    public static Fault lose(String operation, CloudmeshException cause) {
        return new Fault(operation, Kind.LOSE, cause, item -> true, Integer.MAX_VALUE);
    }

    /** The next call fails, and nothing happens. */
    public static Fault failBefore(String operation, CloudmeshException cause) {
        return new Fault(operation, Kind.FAIL_BEFORE, cause, item -> true, 1);
    }

    /** The next call is done, and its answer is lost. */
    public static Fault failAfter(String operation, CloudmeshException cause) {
        return new Fault(operation, Kind.FAIL_AFTER, cause, item -> true, 1);
    }

    /** The same, so many times. */
    public Fault times(int count) {
        return new Fault(operation, kind, cause, only, count);
    }

    /** The same, on these items alone. */
    public Fault only(Predicate<String> items) {
        return new Fault(operation, kind, cause, items, times);
    }
}

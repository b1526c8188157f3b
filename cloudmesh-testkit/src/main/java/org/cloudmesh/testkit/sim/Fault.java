package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.function.Predicate;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.RateLimitException;

/**
 * Something that goes wrong at a {@link SimCloud}, so many times. Immutable.
 *
 * @param operation which call, by the word {@link SimCloud#calls} has for it: {@code create}, {@code list}, {@code stop} …;
 *     {@link #ANY} for each
 * @param kind how it goes wrong
 * @param cause what the cloud says
 * @param only which items of a batch it strikes, by name or id; a fault of a whole call is asked about its first item, which
 *     is empty where the call names none
 * @param times how often; then it is over
 * @param done how many items of a call are done first; for {@link Kind#PARTLY}
 */
public record Fault(
        String operation, Kind kind, CloudmeshException cause, Predicate<String> only, int times, int done) {

    /** Every operation. */
    public static final String ANY = "*";

    private static final int TOO_MANY_REQUESTS = 429;

    /** How a call goes wrong. */
    public enum Kind {
        /** The item is refused; nothing happens to it. */
        REFUSE,
        /** The item is done, and the answer to it alone is lost. */
        LOSE,
        /** The first items of the call are done, and the others refused. */
        PARTLY,
        /** The whole call fails; nothing happens. */
        FAIL_BEFORE,
        /** The whole call is done, and fails then: the answer is lost. */
        FAIL_AFTER
    }

    /** One of a kind that counts no items. */
    public Fault(String operation, Kind kind, CloudmeshException cause, Predicate<String> only, int times) {
        this(operation, kind, cause, only, times, 0);
    }

    /** The items are refused, until {@link #times} says otherwise. */
    public static Fault refuse(String operation, CloudmeshException cause) {
        return new Fault(operation, Kind.REFUSE, cause, item -> true, Integer.MAX_VALUE);
    }

    /** The items are done and their answers lost, until {@link #times} says otherwise. */
    public static Fault lose(String operation, CloudmeshException cause) {
        return new Fault(operation, Kind.LOSE, cause, item -> true, Integer.MAX_VALUE);
    }

    /** Of the next call, so many items are done, and the others refused. */
    public static Fault partly(String operation, int done, CloudmeshException cause) {
        return new Fault(operation, Kind.PARTLY, cause, item -> true, 1, done);
    }

    /** The next call fails, and nothing happens. */
    public static Fault failBefore(String operation, CloudmeshException cause) {
        return new Fault(operation, Kind.FAIL_BEFORE, cause, item -> true, 1);
    }

    /** The next call is done, and its answer is lost. */
    public static Fault failAfter(String operation, CloudmeshException cause) {
        return new Fault(operation, Kind.FAIL_AFTER, cause, item -> true, 1);
    }

    /** The next call is one too many: nothing happens, and the cloud says how long to stay away. */
    public static Fault throttle(String operation, Duration retryAfter) {
        return failBefore(
                operation,
                new RateLimitException(
                        "sim",
                        operation,
                        TOO_MANY_REQUESTS,
                        null,
                        "too many requests; come back in " + retryAfter,
                        retryAfter,
                        null));
    }

    /** The same, so many times. */
    public Fault times(int count) {
        return new Fault(operation, kind, cause, only, count, done);
    }

    /** The same, on these items alone. */
    public Fault only(Predicate<String> items) {
        return new Fault(operation, kind, cause, items, times, done);
    }

    boolean isAbout(String call) {
        return operation.equals(ANY) || operation.equals(call);
    }
}

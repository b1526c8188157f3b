package org.cloudmesh.internal.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.internal.concurrent.Pause;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again, later: for what was turned away because there were too many requests, since it was not begun; and, where asking
 * twice changes nothing, for what a cloud that failed, or a connection that broke, left without an answer. Thread-safe.
 *
 * @param time the clock
 * @param closing ends every wait
 */
record Patience(Time time, Cancellation closing) {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    /** Where the cloud does not say how long; doubled each time. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final int AGAIN = 2;

    /** What only looks: a failure of the cloud is outlived, a few times. */
    <R> R read(Supplier<R> call, Deadline deadline) {
        for (int again = 0; ; again++) {
            try {
                return call(call, deadline);
            } catch (UnavailableException e) {
                if (again == AGAIN || !shortPause(e, again, deadline)) {
                    throw e;
                }
            }
        }
    }

    /** As {@link #batch} for a change that may be asked for twice: what became unknown is asked for again, and known if done. */
    <I, O> List<Outcome<O>> repeatable(List<I> items, Function<List<I>, List<Outcome<O>>> call, Deadline deadline) {
        var outcomes = attemptAll(items, call, deadline);
        for (int again = 0; again < AGAIN; again++) {
            var lost = indexes(outcomes, Patience::isLost);
            if (lost.isEmpty() || !shortPause(cause(outcomes.get(lost.get(0))), again, deadline)) {
                return outcomes;
            }
            var answers = attemptAll(lost.stream().map(items::get).toList(), call, deadline);
            for (int i = 0; i < lost.size() && i < answers.size(); i++) {
                // A refusal now says nothing of the first: it may be why.
                if (answers.get(i) instanceof Outcome.Done) {
                    outcomes.set(lost.get(i), answers.get(i));
                }
            }
        }
        return outcomes;
    }

    /** As {@link #batch}; what a cloud that failed refused was not begun either, and is asked for again a few times. */
    <I, O> List<Outcome<O>> create(
            List<I> items, Function<List<I>, List<Outcome<O>>> call, boolean whole, Deadline deadline) {
        var outcomes = new ArrayList<>(batch(items, call, whole, deadline));
        for (int again = 0; again < AGAIN; again++) {
            var refused = indexes(
                    outcomes,
                    outcome -> outcome instanceof Outcome.Failed<?> failed
                            && failed.cause() instanceof UnavailableException);
            if (refused.isEmpty() || !shortPause(cause(outcomes.get(refused.get(0))), again, deadline)) {
                return outcomes;
            }
            var due = whole ? IntStream.range(0, items.size()).boxed().toList() : refused;
            var answers = batch(due.stream().map(items::get).toList(), call, whole, deadline);
            for (int i = 0; i < due.size() && i < answers.size(); i++) {
                outcomes.set(due.get(i), afterAll(outcomes.get(due.get(i)), answers.get(i)));
            }
        }
        return outcomes;
    }

    private <I, O> List<Outcome<O>> attemptAll(
            List<I> items, Function<List<I>, List<Outcome<O>>> call, Deadline deadline) {
        try {
            return new ArrayList<>(batch(items, call, false, deadline));
        } catch (UnavailableException e) {
            var all = new ArrayList<Outcome<O>>();
            items.forEach(item -> all.add(Outcome.unknown(e)));
            return all;
        }
    }

    private static boolean isLost(Outcome<?> outcome) {
        return outcome instanceof Outcome.Unknown<?> unknown && unknown.cause() instanceof UnavailableException;
    }

    /** Those who were thrown out together do not come back together. */
    private boolean shortPause(CloudmeshException cause, int again, Deadline deadline) {
        var longest = SHORT.multipliedBy(1L << again).toMillis();
        // Of the clock: by chance for whoever lives, and the same each time for a test.
        var chance = new SplittableRandom(time.now().hashCode());
        var pause = Duration.ofMillis(longest / 2 + chance.nextLong(longest / 2 + 1));
        if (pause.compareTo(deadline.remaining()) >= 0) {
            return false;
        }
        LOG.info("asking again in {} ms: {}", pause.toMillis(), cause.getMessage());
        return Pause.between(time, pause, deadline, closing);
    }

    <R> R call(Supplier<R> call, Deadline deadline) {
        for (var usual = FIRST; ; usual = doubled(usual)) {
            try {
                return call.get();
            } catch (RateLimitException e) {
                if (!pause(e, usual, deadline)) {
                    throw e;
                }
            }
        }
    }

    /**
     * As {@link #call} for a batch, where some items may have been turned away.
     *
     * @param whole whether the whole batch is sent again, and not only what was turned away
     */
    <I, O> List<Outcome<O>> batch(
            List<I> items, Function<List<I>, List<Outcome<O>>> call, boolean whole, Deadline deadline) {
        var outcomes = new ArrayList<>(attempt(items, call, deadline));
        for (var usual = FIRST; ; usual = doubled(usual)) {
            var turnedAway = turnedAway(outcomes);
            if (turnedAway.isEmpty()) {
                return outcomes;
            }
            var cause = (RateLimitException) cause(outcomes.get(turnedAway.get(0)));
            if (!pause(cause, usual, deadline)) {
                return outcomes;
            }
            var due = whole ? IntStream.range(0, items.size()).boxed().toList() : turnedAway;
            var answers = again(due.stream().map(items::get).toList(), call, cause, deadline);
            for (int i = 0; i < due.size(); i++) {
                int at = due.get(i);
                if (at < outcomes.size()) {
                    outcomes.set(at, afterAll(outcomes.get(at), answers.get(i)));
                }
            }
        }
    }

    /** An outcome an item, whatever happens: what the first request did stays known, and nothing is sent thrice by mistake. */
    private <I, O> List<Outcome<O>> again(
            List<I> items, Function<List<I>, List<Outcome<O>>> call, RateLimitException turnedAway, Deadline deadline) {
        try {
            var answers = new ArrayList<>(attempt(items, call, deadline));
            while (answers.size() < items.size()) {
                answers.add(Outcome.unknown(leftOut(turnedAway)));
            }
            return answers;
        } catch (RuntimeException e) {
            return items.stream()
                    .map(item -> Outcome.<O>unknown(Work.asOurs(e)))
                    .toList();
        }
    }

    private static UnavailableException leftOut(RateLimitException turnedAway) {
        return new UnavailableException(
                turnedAway.cloud(), turnedAway.operation(), 0, null, "the second answer left this one out", turnedAway);
    }

    /** What was refused may be done when the whole is sent again; what was done, or may have been, is not undone. */
    private static <O> Outcome<O> afterAll(Outcome<O> before, Outcome<O> now) {
        return before instanceof Outcome.Failed || now instanceof Outcome.Done ? now : before;
    }

    /** Turned away to the end, each item was. */
    private <I, O> List<Outcome<O>> attempt(
            List<I> items, Function<List<I>, List<Outcome<O>>> call, Deadline deadline) {
        try {
            return call(() -> call.apply(items), deadline);
        } catch (RateLimitException e) {
            return items.stream().map(item -> Outcome.<O>failed(e)).toList();
        }
    }

    private static List<Integer> turnedAway(List<? extends Outcome<?>> outcomes) {
        return indexes(
                outcomes,
                outcome -> outcome instanceof Outcome.Failed<?> failed && failed.cause() instanceof RateLimitException);
    }

    private static List<Integer> indexes(List<? extends Outcome<?>> outcomes, Predicate<Outcome<?>> which) {
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (which.test(outcomes.get(i))) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    private static CloudmeshException cause(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?> failed ? failed.cause() : ((Outcome.Unknown<?>) outcome).cause();
    }

    /** Whether it is worth asking again: not if the cloud wants longer than there is. */
    private boolean pause(RateLimitException turnedAway, Duration usual, Deadline deadline) {
        // Some clouds answer "retry after 0": at once would be once too often.
        var pause = turnedAway
                .retryAfter()
                .filter(each -> each.compareTo(Duration.ZERO) > 0)
                .orElse(usual);
        if (pause.compareTo(deadline.remaining()) >= 0) {
            return false;
        }
        LOG.info("waiting {} s: {}", pause.toSeconds(), turnedAway.getMessage());
        return Pause.between(time, pause, deadline, closing);
    }

    private static Duration doubled(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}

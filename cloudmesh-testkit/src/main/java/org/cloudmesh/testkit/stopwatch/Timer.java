package org.cloudmesh.testkit.stopwatch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One timer of a {@link Stopwatch}, as it was when it was asked for. Immutable.
 *
 * @param name what was timed
 * @param ok whether it was stopped, and nothing failed
 * @param startedAt when it was last started
 * @param time from there to where it was stopped; null while it runs
 * @param sum of all its runs so far
 * @param tag what it belongs to; empty if nothing was said
 * @param message what there is to say; empty if nothing was said
 */
public record Timer(
        String name,
        boolean ok,
        Instant startedAt,
        @Nullable Duration time,
        Duration sum,
        String tag,
        String message) {

    /** The original's word for it. */
    public String status() {
        return ok ? "ok" : "failed";
    }

    Timer started(Instant now) {
        return new Timer(name, false, now, null, sum, tag, message);
    }

    Timer stopped(Instant now, boolean well) {
        var took = Duration.between(startedAt, now);
        return new Timer(name, well, startedAt, took, sum.plus(took), tag, message);
    }

    Timer tagged(String value) {
        return new Timer(name, ok, startedAt, time, sum, value, message);
    }

    Timer saying(String value) {
        return new Timer(name, ok, startedAt, time, sum, tag, value);
    }

    /** Seconds, with three decimals at most, as Python has them: {@code 2.06}, {@code 4.0}. */
    static String seconds(Duration duration) {
        var seconds = BigDecimal.valueOf(duration.toNanos(), 9)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return (seconds.scale() < 1 ? seconds.setScale(1) : seconds).toPlainString();
    }
}

package org.cloudmesh.jclouds.http;

import java.time.Duration;
import java.time.Instant;
import org.cloudmesh.spi.Time;

/**
 * How many requests an account may send: so many at once, and so many a second after that. Whoever comes too early is told
 * how long to wait, and has its place. Thread-safe.
 */
final class TokenBucket {

    private final Time time;
    private final double perSecond;
    private final double most;
    private double tokens;
    private Instant filledAt;

    TokenBucket(Time time, Rate rate) {
        this.time = time;
        perSecond = rate.perSecond();
        most = rate.burst();
        tokens = most;
        filledAt = time.now();
    }

    /** Takes one, and says how long to wait before it may be used. */
    synchronized Duration take() {
        fill();
        tokens -= 1;
        return tokens >= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(-tokens / perSecond * 1000));
    }

    /** Gives back one that was not used. */
    synchronized void giveBack() {
        tokens = Math.min(most, tokens + 1);
    }

    private void fill() {
        var now = time.now();
        var passed = Duration.between(filledAt, now);
        if (passed.compareTo(Duration.ZERO) > 0) {
            tokens = Math.min(most, tokens + passed.toNanos() / 1e9 * perSecond);
            filledAt = now;
        }
    }
}

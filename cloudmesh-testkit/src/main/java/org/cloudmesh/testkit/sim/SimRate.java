package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How many calls a second a {@link SimCloud} answers. Thread-safe. */
final class SimRate {

    private final int callsPerSecond;
    private Instant second = Instant.MIN;
    private int calls;

    SimRate(int callsPerSecond) {
        this.callsPerSecond = callsPerSecond;
    }

    /** Counts a call; how long to stay away, if it was one too many. */
    synchronized Optional<Duration> exceeded(Instant now) {
        var current = now.truncatedTo(ChronoUnit.SECONDS);
        if (!current.equals(second)) {
            second = current;
            calls = 0;
        }
        if (calls >= callsPerSecond) {
            return Optional.of(Duration.between(now, second.plusSeconds(1)));
        }
        calls++;
        return Optional.empty();
    }
}

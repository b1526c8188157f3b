package org.cloudmesh.testkit.stopwatch;

import java.time.Duration;
import java.time.Instant;
import org.cloudmesh.spi.Time;

/** The system's clock as it was at the beginning, moved on by one that is never set. Thread-safe. */
final class SteadyTime implements Time {

    private final Instant begun = Instant.now();
    private final long nanos = System.nanoTime();

    @Override
    public Instant now() {
        return begun.plusNanos(System.nanoTime() - nanos);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Time.system().sleep(duration);
    }
}

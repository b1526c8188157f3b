package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import org.cloudmesh.spi.Time;

/** A clock that stands still until somebody waits; waiting takes no time. Thread-safe. */
public final class VirtualTime implements Time {

    private Instant now;

    /** It is the first of January 2030, midnight UTC. */
    public VirtualTime() {
        this(Instant.parse("2030-01-01T00:00:00Z"));
    }

    /** It is that moment. */
    public VirtualTime(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Moves the clock on. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(duration);
    }
}

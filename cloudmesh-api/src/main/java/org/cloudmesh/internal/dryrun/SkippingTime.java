package org.cloudmesh.internal.dryrun;

import java.time.Duration;
import java.time.Instant;
import org.cloudmesh.spi.Time;

/** A clock on which waiting takes no time: it is later afterwards. Thread-safe. */
public final class SkippingTime implements Time {

    private final Time time;
    private Duration skipped = Duration.ZERO;

    /** Begins at that clock's present. */
    public SkippingTime(Time time) {
        this.time = time;
    }

    @Override
    public synchronized Instant now() {
        return time.now().plus(skipped);
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        skipped = skipped.plus(duration);
    }
}

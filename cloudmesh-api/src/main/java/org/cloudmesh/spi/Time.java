package org.cloudmesh.spi;

import java.time.Duration;
import java.time.Instant;

/** What time it is, and how to wait. Everything in the library asks this, so that a test need not sleep. Thread-safe. */
public interface Time {

    /** The present moment. */
    Instant now();

    /**
     * Waits.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own clock. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}

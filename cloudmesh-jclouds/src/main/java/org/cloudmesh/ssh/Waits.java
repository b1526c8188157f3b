package org.cloudmesh.ssh;

import java.time.Duration;
import org.cloudmesh.spi.Deadline;

/** How long to block before looking at the clock again. */
final class Waits {

    // A mesh may have a clock of its own, which can jump while a thread waits.
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private Waits() {}

    static long millis(Deadline deadline) {
        var left = deadline.remaining();
        return left.compareTo(LONGEST) >= 0 ? LONGEST.toMillis() : Math.max(1, left.toMillis());
    }
}

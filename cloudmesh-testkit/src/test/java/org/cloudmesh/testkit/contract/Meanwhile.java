package org.cloudmesh.testkit.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The gap of a fault that takes two threads: whoever comes first waits in it until the others have done what makes the fault
 * show, so that it shows on any machine.
 */
final class Meanwhile {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicBoolean begun = new AtomicBoolean();

    void await(BooleanSupplier done) {
        if (begun.compareAndSet(false, true)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!done.getAsBoolean() && System.nanoTime() < end) {
                LockSupport.parkNanos(1000);
            }
        }
    }
}

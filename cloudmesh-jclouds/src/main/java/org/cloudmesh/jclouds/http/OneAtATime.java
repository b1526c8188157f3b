package org.cloudmesh.jclouds.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.cloudmesh.CancelledException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Deadline;

/**
 * Lets one thread at a time do what takes requests, so that a thing is asked for once. Who waits for its turn ends at its
 * deadline, or when it is interrupted, which it would not before a monitor. Thread-safe.
 */
public final class OneAtATime {

    private final ReentrantLock lock = new ReentrantLock();
    private final String cloud;

    /** For one cloud, by its name in the mesh. */
    public OneAtATime(String cloud) {
        this.cloud = cloud;
    }

    /**
     * Does it when nobody else does.
     *
     * @throws CancelledException if the thread was interrupted while it waited
     * @throws UnavailableException if the deadline passed while it waited; nothing was sent
     */
    public <T> T in(String operation, Deadline deadline, Supplier<T> work) {
        take(operation, deadline);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void take(String operation, Deadline deadline) {
        try {
            if (!lock.tryLock(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException(
                        cloud, operation, 0, null, "another thread was still at it when the deadline had passed", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("%s: %s was called off before it was sent".formatted(cloud, operation));
        }
    }
}

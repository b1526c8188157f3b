package org.cloudmesh.internal.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews what is held, on a thread of its own that is there while something is. Thread-safe. */
final class Heartbeat implements AutoCloseable {

    static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration beat;
    private final Set<Leases.Lease> held = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledThreadPoolExecutor thread;
    private boolean closed;

    /** One that beats so often. */
    Heartbeat(Duration beat) {
        this.beat = beat;
    }

    synchronized void add(Leases.Lease lease) {
        if (closed) {
            throw new IllegalStateException("nothing can be done alone: the mesh is closed");
        }
        held.add(lease);
        if (thread == null) {
            thread = new ScheduledThreadPoolExecutor(1, work -> {
                var made = new Thread(work, "cloudmesh-heartbeat");
                made.setDaemon(true);
                return made;
            });
            var unused =
                    thread.scheduleWithFixedDelay(this::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    synchronized void remove(Leases.Lease lease) {
        held.remove(lease);
        if (held.isEmpty()) {
            end();
        }
    }

    private void end() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    private void beat() {
        for (var lease : held) {
            try {
                lease.renew();
            } catch (RuntimeException e) {
                // The next beat may be in time.
                LOG.warn("the store cannot be told that this program goes on with {}: {}", lease, e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        ScheduledThreadPoolExecutor last;
        synchronized (this) {
            closed = true;
            last = thread;
            end();
        }
        await(last);
        held.clear();
    }

    private static void await(@Nullable ScheduledThreadPoolExecutor last) {
        try {
            if (last != null && !last.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the thread that renews leases did not end within {}", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.cloudmesh.ssh;

import org.cloudmesh.spi.Deadline;

/** Interrupts the thread that made it when a deadline passes, unless it is closed before: for calls that know none. */
final class Alarm implements AutoCloseable {

    private final Thread caller = Thread.currentThread();
    private final Deadline deadline;
    private boolean isOver;
    private boolean hasRung;

    Alarm(Deadline deadline, String name) {
        this.deadline = deadline;
        var thread = new Thread(this::watch, "cloudmesh-ssh-alarm-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether it interrupted. */
    synchronized boolean hasRung() {
        return hasRung;
    }

    /** Ends it; its own interrupt is taken back. */
    @Override
    public synchronized void close() {
        isOver = true;
        notifyAll();
        if (hasRung) {
            boolean unused = Thread.interrupted();
        }
    }

    private synchronized void watch() {
        try {
            while (!isOver && !deadline.isExpired()) {
                wait(Waits.millis(deadline));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!isOver) {
            hasRung = true;
            caller.interrupt();
        }
    }
}

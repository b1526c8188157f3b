package org.cloudmesh.ssh;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.cloudmesh.SshException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Host;
import org.jspecify.annotations.Nullable;

/** One login under way, which several threads may wait for, each as long as it likes. */
final class Attempt {

    private final Host host;
    private final Login login;
    private final CompletableFuture<Connection> result = new CompletableFuture<>();
    private int waiting;

    Attempt(Host host, KeyRing keyRing, Jumps jumps) {
        this.host = host;
        this.login = new Login(host, keyRing, jumps);
    }

    boolean leadsTo(Host wanted) {
        return host.address().equals(wanted.address());
    }

    /**
     * Begins.
     *
     * @param whenOver is given the connection, or null, before those who wait are
     */
    void start(Consumer<@Nullable Connection> whenOver) {
        var thread = new Thread(() -> logIn(whenOver), "cloudmesh-ssh-connect-" + host.name());
        thread.setDaemon(true);
        thread.start();
    }

    Connection await(Deadline deadline) throws InterruptedException {
        while (true) {
            try {
                return result.get(Waits.millis(deadline), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (deadline.isExpired()) {
                    throw Faults.tooSlow(host);
                }
            } catch (ExecutionException e) {
                throw forThisThread(e.getCause());
            }
        }
    }

    void joined() {
        waiting++;
    }

    /** Whether that was the last one. */
    boolean left() {
        return --waiting == 0;
    }

    void giveUp() {
        login.giveUp();
    }

    private void logIn(Consumer<@Nullable Connection> whenOver) {
        Connection connection = null;
        Throwable failure = null;
        try {
            connection = login.open();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        whenOver.accept(connection);
        if (connection != null) {
            result.complete(connection);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private static RuntimeException forThisThread(@Nullable Throwable cause) {
        if (cause instanceof SshException e) {
            return new SshException(e.node(), e.reason(), String.valueOf(e.getMessage()), e);
        }
        if (cause instanceof RuntimeException e) {
            return e;
        }
        return new IllegalStateException("logging in failed in a way that was not foreseen", cause);
    }
}

package org.cloudmesh.ssh;

import java.io.IOException;
import net.schmizz.sshj.SSHClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection and sees sshj's threads off. Saying goodbye blocks when the node reads no more, until the socket is
 * closed under it.
 */
final class HangUp implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(HangUp.class);

    private static final int KEEPALIVE_MILLIS = 1_000;

    private final SSHClient client;
    private final NoDelaySockets sockets;
    private Jumps.@Nullable Way way;
    private boolean isGivenUp;

    HangUp(SSHClient client, NoDelaySockets sockets) {
        this.client = client;
        this.sockets = sockets;
    }

    /** The connection leads through a jump host, and was perhaps given up already. */
    synchronized void leadsThrough(Jumps.Way opened) {
        way = opened;
        if (isGivenUp) {
            opened.abort();
        }
    }

    @Override
    public void run() {
        try {
            client.disconnect();
            client.getConnection().getKeepAlive().join(KEEPALIVE_MILLIS);
        } catch (IOException e) {
            log.debug("Hanging up failed, so the connection was broken already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeSocket();
        var through = way();
        if (through != null) {
            through.close();
        }
    }

    void closeSocket() {
        try {
            sockets.close();
        } catch (IOException e) {
            log.debug("A socket did not close", e);
        }
        synchronized (this) {
            isGivenUp = true;
            if (way != null) {
                way.abort();
            }
        }
    }

    /** Whether the host was reached at all. */
    boolean wasConnected() {
        return sockets.wasConnected() || way() != null;
    }

    private synchronized Jumps.@Nullable Way way() {
        return way;
    }
}

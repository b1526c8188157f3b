package org.cloudmesh.ssh;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.spi.Host;

/**
 * Connects to one host and logs in, on a thread of its own, since neither looking a name up nor connecting a socket can
 * be interrupted.
 */
final class Login {

    private static final int STEP_TIMEOUT_MILLIS = 10_000;
    private static final int KEEPALIVE_SECONDS = 15;
    private static final int KEEPALIVE_COUNT = 4;
    // What one program may have on its way to us, unread; also what it may make this process hold.
    private static final int WINDOW_BYTES = 1024 * 1024;

    private final Host host;
    private final KeyRing keyRing;
    private final Jumps jumps;
    private final HostKeyCheck hostKeys;
    private final SSHClient client = new SSHClient(SshjConfig.shared());
    private final NoDelaySockets sockets = new NoDelaySockets();
    private final HangUp hangUp = new HangUp(client, sockets);

    Login(Host host, KeyRing keyRing, Jumps jumps) {
        this.host = host;
        this.keyRing = keyRing;
        this.jumps = jumps;
        this.hostKeys = new HostKeyCheck(host.hostKeys());
    }

    /**
     * Does it; blocks for some tens of seconds at most.
     *
     * @throws org.cloudmesh.SshException if it did not work, with the reason
     */
    Connection open() {
        var keys = keys();
        try {
            prepare();
            connect();
            client.auth(host.address().user(), keys.methods());
            return new Connection(client, host.address(), hangUp);
        } catch (IOException | RuntimeException e) {
            hangUp.run();
            throw translated(e, keys);
        }
    }

    private void connect() throws IOException {
        var jumpHost = host.jumpHost();
        if (jumpHost == null) {
            client.connect(host.address().host(), host.address().port());
            // From here on it is the keepalive that notices silence.
            client.getSocket().setSoTimeout(0);
        } else {
            var way = jumps.to(host, jumpHost);
            hangUp.leadsThrough(way);
            client.connectVia(way.channel());
        }
    }

    private LoginKeys keys() {
        try {
            return keyRing.get(host.identity());
        } catch (KeyFault e) {
            throw Faults.keyFile(host, host.identity().privateKey(), e.problem());
        }
    }

    /** Makes {@link #open} fail soon. */
    void giveUp() {
        hangUp.closeSocket();
    }

    private void prepare() {
        client.setSocketFactory(sockets);
        client.setConnectTimeout(STEP_TIMEOUT_MILLIS);
        client.setTimeout(STEP_TIMEOUT_MILLIS);
        client.getTransport().setTimeoutMs(STEP_TIMEOUT_MILLIS);
        client.getConnection().setTimeoutMs(STEP_TIMEOUT_MILLIS);
        client.getConnection().setWindowSize(WINDOW_BYTES);
        // Set after connecting, they would do nothing.
        var keepAlive = (KeepAliveRunner) client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval(KEEPALIVE_SECONDS);
        keepAlive.setMaxAliveCount(KEEPALIVE_COUNT);
        client.addHostKeyVerifier(hostKeys);
    }

    private RuntimeException translated(Exception e, LoginKeys keys) {
        if (e instanceof CloudmeshException known) {
            return known;
        }
        var failure = hostKeys.failure();
        if (failure != null) {
            return failure;
        }
        var changed = hostKeys.refused();
        if (changed != null) {
            return Faults.hostKeyChanged(host, changed);
        }
        if (isRefusal(e)) {
            return Faults.refused(host, keys.remark(), e);
        }
        return hangUp.wasConnected() && !isSilence(e) ? Faults.brokeOff(host, e) : Faults.unreachable(host, e);
    }

    /** A node that is still booting may take connections and say nothing. */
    private static boolean isSilence(Throwable e) {
        for (var each = e; each != null; each = each.getCause()) {
            if (each instanceof TimeoutException || each instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRefusal(Exception e) {
        if (!(e instanceof UserAuthException refusal)) {
            return false;
        }
        // Its cause is the connection's end or a timeout when that is what ended the attempt.
        for (Throwable each = refusal.getCause(); each != null; each = each.getCause()) {
            if (each instanceof TransportException broken) {
                return broken.getDisconnectReason() == DisconnectReason.NO_MORE_AUTH_METHODS_AVAILABLE;
            }
            if (each instanceof TimeoutException) {
                return false;
            }
        }
        return true;
    }
}

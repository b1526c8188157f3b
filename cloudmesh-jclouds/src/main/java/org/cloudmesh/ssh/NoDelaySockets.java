package org.cloudmesh.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the socket of one connection, without Nagle's delay (it made each exec take 45 ms, measured), and can close it
 * from another thread at any time. Thread-safe.
 */
final class NoDelaySockets extends SocketFactory {

    private @Nullable Socket socket;
    private boolean isClosed;

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (isClosed) {
            throw new SocketException("given up");
        }
        var made = new Socket();
        made.setTcpNoDelay(true);
        socket = made;
        return made;
    }

    /** Closes the socket; who reads, writes or connects with it fails at once. */
    synchronized void close() throws IOException {
        isClosed = true;
        if (socket != null) {
            socket.close();
        }
    }

    /** Whether somebody took the connection, closed since or not. */
    synchronized boolean wasConnected() {
        return socket != null && socket.isConnected();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("sshj connects its sockets itself");
    }
}

package org.cloudmesh.testkit.local;

import java.net.InetSocketAddress;
import org.apache.sshd.common.io.IoAcceptor;

/** A port that answers ssh. */
final class Listener implements AutoCloseable {

    private final IoAcceptor acceptor;
    private final int port;

    Listener(IoAcceptor acceptor) {
        this.acceptor = acceptor;
        this.port = ((InetSocketAddress) acceptor.getBoundAddresses().iterator().next()).getPort();
    }

    int port() {
        return port;
    }

    /** Lets go of the port and ends every connection; what ran over them is killed. */
    @Override
    public void close() {
        Sshd.await(acceptor.close(true), "the port " + port);
    }
}

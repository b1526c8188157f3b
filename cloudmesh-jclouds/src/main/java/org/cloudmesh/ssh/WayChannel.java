package org.cloudmesh.ssh;

import net.schmizz.sshj.common.ErrorNotifiable;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A way through a jump host that can be given up at any time. */
final class WayChannel extends DirectConnection {

    private static final Logger logger = LoggerFactory.getLogger(WayChannel.class);

    WayChannel(Connection connection, String host, int port) {
        super(connection, host, port);
    }

    /**
     * Says goodbye, waits for no answer, and makes whoever reads fail at once. Notified of an error itself, the channel would
     * be forgotten, and its end be taken for a fault of the whole connection.
     */
    void abandon() {
        ((ErrorNotifiable) getInputStream()).notifyError(new ConnectionException("given up"));
        openEvent.lock();
        try {
            if (isOpen()) {
                sendClose();
            }
        } catch (TransportException e) {
            logger.debug("A way through a jump host was not closed, the connection to that is broken", e);
        } finally {
            openEvent.unlock();
        }
    }
}

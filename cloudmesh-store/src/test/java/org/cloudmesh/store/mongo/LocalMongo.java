package org.cloudmesh.store.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.cloudmesh.spi.Store;

/** A server in this process that speaks MongoDB's protocol: no transactions, sessions or users; it keeps nothing. */
final class LocalMongo implements AutoCloseable {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final int port = server.bind().getPort();
    private int databases;

    int port() {
        return port;
    }

    /** An empty store, in a database of its own. */
    Store openNew() {
        databases++;
        return open();
    }

    /** The store that was opened last, once more. */
    Store open() {
        return MongoStore.at("mongodb://127.0.0.1:%d/test%d".formatted(port, databases));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}

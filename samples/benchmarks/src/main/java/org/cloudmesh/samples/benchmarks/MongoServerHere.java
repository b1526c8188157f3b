package org.cloudmesh.samples.benchmarks;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.jspecify.annotations.Nullable;

/** The MongoDB that {@code MONGO_URI} names, else a server in this process that speaks its protocol and keeps all in memory. */
final class MongoServerHere implements AutoCloseable {

    private final @Nullable MongoServer server;
    private final String uri;

    MongoServerHere() {
        var given = System.getenv("MONGO_URI");
        server = given == null ? new MongoServer(new MemoryBackend()) : null;
        uri = server == null
                ? String.valueOf(given)
                : "mongodb://127.0.0.1:%d/benchmark".formatted(server.bind().getPort());
    }

    String uri() {
        return uri;
    }

    /** In a table. */
    String name() {
        return server == null ? "MongoDB" : "mongo-java-server";
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdownNow();
        }
    }
}

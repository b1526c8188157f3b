package org.cloudmesh.store.mongo;

import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.SequenceContract;
import org.junit.jupiter.api.AfterEach;

class MongoSequenceTest extends SequenceContract {

    private final LocalMongo mongo = new LocalMongo();

    @Override
    protected Store open() {
        return mongo.openNew();
    }

    /** Each look at a server takes its time. */
    @Override
    protected int seeds() {
        return 20;
    }

    @AfterEach
    void stop() {
        mongo.close();
    }
}

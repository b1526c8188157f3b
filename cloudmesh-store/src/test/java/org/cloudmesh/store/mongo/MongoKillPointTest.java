package org.cloudmesh.store.mongo;

import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.KillPointContract;
import org.junit.jupiter.api.AfterEach;

class MongoKillPointTest extends KillPointContract {

    private final LocalMongo mongo = new LocalMongo();

    @Override
    protected Store open() {
        return mongo.openNew();
    }

    @Override
    protected Store reopen(Store dead) {
        dead.close();
        return mongo.open();
    }

    @AfterEach
    void stop() {
        mongo.close();
    }
}

package org.cloudmesh.store.mongo;

import java.util.Optional;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.StoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoStoreTest extends StoreContract {

    private final LocalMongo mongo = new LocalMongo();

    @Override
    protected Store open() {
        return mongo.openNew();
    }

    @Override
    protected Optional<Store> reopen() {
        return Optional.of(mongo.open());
    }

    @AfterAll
    void stop() {
        mongo.close();
    }
}

package org.cloudmesh.store.mongo;

import java.util.List;
import org.cloudmesh.spi.Store;
import org.cloudmesh.store.sqlite.ManyProcessesTest;
import org.junit.jupiter.api.AfterEach;

/** The same programs on one MongoDB; {@code -Dcloudmesh.mongo.boots=2000} boots as many as on SQLite. */
class MongoManyProcessesTest extends ManyProcessesTest {

    private final LocalMongo mongo = new LocalMongo();

    @AfterEach
    void end() {
        mongo.close();
    }

    @Override
    protected Store open() {
        return mongo.open();
    }

    @Override
    protected List<String> place() {
        return List.of("mongodb://127.0.0.1:%d/test0".formatted(mongo.port()));
    }

    /** Its server is in this process, and has its share of the work. */
    @Override
    protected int boots() {
        return Integer.getInteger("cloudmesh.mongo.boots", 100);
    }
}

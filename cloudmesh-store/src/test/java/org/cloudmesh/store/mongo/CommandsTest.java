package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import org.bson.BsonDocument;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way out to MongoDB itself. */
class CommandsTest {

    private final LocalMongo mongo = new LocalMongo();
    private final Store store = mongo.openNew();

    @AfterEach
    void stop() {
        store.close();
        mongo.close();
    }

    @Test
    void runOnTheDatabaseOfTheStoreOrTheUser() {
        var part = store.namespace("ann");
        part.put(List.of(Document.of("node", "a", "{}")), Durability.NORMAL);

        var answers = List.of(store.command("{\"count\": \"node\"}"), part.command("{count: 'node'}"));

        assertThat(answers)
                .extracting(answer -> BsonDocument.parse(answer).getNumber("n").intValue())
                .containsExactly(0, 1);
    }

    @Test
    void failInTheServersOwnWords() {
        assertThatThrownBy(() -> store.command("{\"nix\": 1}"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the store MongoDB test1 on 127.0.0.1:%d refused: ".formatted(mongo.port()))
                .hasMessageContaining("nix");
        for (var none : List.of("", "{}", "ping", "{\"createUser\": \"ann\", \"pwd\": \"canary-of-a-secret\"", "[1]")) {
            assertThatThrownBy(() -> store.command(none))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("{\"ping\": 1}")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void areNotNeededByThoseWhoTakeTheDriversOwnHandles() {
        assertThat(store.unwrap(MongoDatabase.class).getName()).isEqualTo("test1");
        assertThat(store.namespace("ann").unwrap(MongoDatabase.class).getName()).isEqualTo("test1_ann");
        assertThat(store.unwrap(MongoClient.class).listDatabaseNames()).isNotNull();
    }
}

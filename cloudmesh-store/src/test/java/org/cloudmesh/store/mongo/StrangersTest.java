package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import org.bson.BsonDocument;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database in which the original has its own documents, in collections that are called as ours. */
class StrangersTest {

    private final LocalMongo mongo = new LocalMongo();
    private final Store store = mongo.openNew();
    private final MongoCollection<BsonDocument> status =
            store.unwrap(MongoDatabase.class).getCollection("status", BsonDocument.class);

    @BeforeEach
    void writeAsTheOriginalDid() {
        status.insertMany(List.of(
                BsonDocument.parse("{\"_id\": \"web\", \"status\": \"No Job\", \"history\": []}"),
                BsonDocument.parse("{\"id\": \"db\", \"status\": \"No Job\", \"cm\": {\"cloud\": \"aws\"}}")));
    }

    @AfterEach
    void stop() {
        store.close();
        mongo.close();
    }

    @Test
    void areNotSeen() {
        store.delete("status", List.of("web"));

        assertThat(store.kinds()).isEmpty();
        assertThat(store.get("status", "web")).isEmpty();
        assertThat(store.find(Query.of("status"))).isEmpty();
        assertThat(store.find(Query.of("status").where("status", "No Job"))).isEmpty();
        assertThat(store.count(Query.of("status"))).isZero();
        assertThat(status.countDocuments()).isEqualTo(2);
    }

    @Test
    void areNotWrittenOver() {
        for (var write : List.<Runnable>of(
                () -> store.put(List.of(Document.of("status", "web", "{}")), Durability.NORMAL),
                () -> store.putIfAbsent(List.of(Document.of("status", "web", "{}"))),
                () -> store.compareAndPut(Document.of("status", "web", "{}"), 0),
                () -> store.load(List.of(Document.of("status", "web", "{}"))))) {
            assertThatThrownBy(write::run)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the status \"web\" in test1 was written by another program, and would be lost;"
                            + " move it away, or name another database");
        }
        assertThat(status.countDocuments()).isEqualTo(2);
    }

    @Test
    void areNamedWhereTheyChangedOurs() {
        store.put(List.of(Document.of("status", "aws/i-1", "{}")), Durability.NORMAL);
        status.updateOne(
                BsonDocument.parse("{\"_id\": \"aws/i-1\"}"),
                BsonDocument.parse("{\"$set\": {\"_cm\": {\"version\": \"two\"}}}"));

        for (var call : List.<Runnable>of(
                () -> store.get("status", "aws/i-1"),
                () -> store.find(Query.of("status")),
                () -> store.put(List.of(Document.of("status", "aws/i-1", "{}")), Durability.NORMAL))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another program")
                    .hasMessageContaining("mend or remove");
        }
    }

    @Test
    void leaveRoomForOurs() {
        store.put(List.of(Document.of("status", "aws/i-1", "{\"status\":\"done\"}")), Durability.NORMAL);

        assertThat(store.find(Query.of("status"))).extracting(Document::key).containsExactly("aws/i-1");
        assertThat(store.kinds()).containsExactly("status");
    }
}

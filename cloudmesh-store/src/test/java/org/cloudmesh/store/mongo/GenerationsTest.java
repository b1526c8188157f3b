package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kinds whose lists were replaced: what else is done to them, and what is left when somebody dies over it. */
class GenerationsTest {

    private final LocalMongo mongo = new LocalMongo();
    private final Store store = mongo.openNew();
    private final Store other = mongo.open();
    private final MongoCollection<BsonDocument> images =
            store.unwrap(MongoDatabase.class).getCollection("image", BsonDocument.class);

    @AfterEach
    void stop() {
        store.close();
        other.close();
        mongo.close();
    }

    @Test
    void leaveNothingOfTheOldListBehind() {
        put(image("aws", "a"), image("azure", "z"));

        replace("aws", 10);
        replace("aws", 20);

        assertThat(images.countDocuments())
                .as("20 of aws, 1 of azure, and the one on generations")
                .isEqualTo(22);
    }

    @Test
    void takePutsClaimsComparisonsAndDeletesAsOtherKindsDo() {
        replace("aws", 3);

        put(image("aws", "key1"), image("aws", "new"), image("azure", "z"));
        var taken = other.putIfAbsent(List.of(image("aws", "key1"), image("aws", "claimed"), image("azure", "z")));
        var compared = List.of(
                other.compareAndPut(image("aws", "key1"), 1),
                other.compareAndPut(image("aws", "key1"), 2),
                other.compareAndPut(image("aws", "compared"), 0));
        other.delete("image", List.of("key0", "z"));

        assertThat(taken).containsExactlyInAnyOrder("key1", "z");
        assertThat(compared).containsExactly(false, true, true);
        assertThat(store.find(Query.of("image")))
                .containsExactly(
                        image("aws", "claimed").withVersion(1),
                        image("aws", "compared").withVersion(1),
                        image("aws", "key1").withVersion(3),
                        image("aws", "key2").withVersion(1),
                        image("aws", "new").withVersion(1));
        assertThat(store.count(Query.of("image"))).isEqualTo(5);
        assertThat(replace("aws", 1)).isEqualTo(1);
        assertThat(store.find(Query.of("image"))).extracting(Document::key).containsExactly("key0");
    }

    @Test
    void letADocumentMoveToAnotherCloudAndBack() {
        replace("aws", 2);

        put(image("azure", "key0"));
        replace("azure", 0);
        put(image("azure", "key1"));
        put(image("aws", "key1"));

        assertThat(store.find(Query.of("image")))
                .containsExactly(image("aws", "key1").withVersion(3));
        assertThat(other.get("image", "key0")).isEmpty();
        assertThat(images.countDocuments()).isEqualTo(2);
    }

    @Test
    void areReadInTheOrderOfTheKeysThroughAllLists() {
        put(image("hosts", "key1x"), image("hosts", "key3x"));
        replace("aws", 5);
        store.replace("image", "azure", List.of(image("azure", "key2x")).iterator());

        assertThat(keys(Query.of("image")))
                .containsExactly("key0", "key1", "key1x", "key2", "key2x", "key3", "key3x", "key4");
        assertThat(keys(Query.of("image").fromLast().after("key3").limit(3))).containsExactly("key2x", "key2", "key1x");
        assertThat(keys(Query.of("image").keyPrefix("key3"))).containsExactly("key3", "key3x");
        assertThat(keys(Query.of("image").name("name of key2x"))).containsExactly("key2x");
    }

    @Test
    void showNobodyAListThatIsBeingWritten() {
        replace("aws", 2);
        var seen = new ArrayList<Long>();

        store.replace("image", "aws", looking(4_000, () -> seen.add(other.count(Query.of("image")))));

        assertThat(seen).containsOnly(2L);
        assertThat(other.count(Query.of("image"))).isEqualTo(4_000);
    }

    @Test
    void withdrawAListThatBreaksOff() {
        replace("aws", 2);

        assertThatThrownBy(() -> store.replace("image", "aws", looking(4_000, () -> {
                    if (images.countDocuments() > 3) {
                        throw new IllegalStateException("the cloud hung up");
                    }
                })))
                .hasMessage("the cloud hung up");

        assertThat(images.countDocuments()).isEqualTo(3);
        assertThat(other.count(Query.of("image"))).isEqualTo(2);
    }

    @Test
    void forgetWhatAProgramLeftThatDiedADayAgo() {
        replace("aws", 2);
        var now = Instant.now().getEpochSecond();
        var old = leave(now - 2 * 86_400);
        var young = leave(now - 3600);

        replace("aws", 2);

        assertThat(images.find().map(Layout::id)).contains(young).doesNotContain(old);
        assertThat(store.count(Query.of("image"))).isEqualTo(2);
    }

    /** What a dead program left in a generation begun at that second. */
    private String leave(long epochSecond) {
        var id = Ids.of("%08x0123456789abcdef".formatted(epochSecond), "key0");
        images.insertOne(Layout.write(id, image("aws", "key0"), 1));
        return id;
    }

    /** So many, with a look around before each thousandth. */
    private static Iterator<Document> looking(int count, Runnable look) {
        return list("aws", count)
                .peek(each -> {
                    if (each.key().endsWith("000")) {
                        look.run();
                    }
                })
                .iterator();
    }

    private long replace(String cloud, int count) {
        return store.replace("image", cloud, list(cloud, count).iterator());
    }

    private static Stream<Document> list(String cloud, int count) {
        return IntStream.range(0, count).mapToObj(i -> image(cloud, "key" + i));
    }

    private void put(Document... documents) {
        store.put(List.of(documents), Durability.NORMAL);
    }

    private static Document image(String cloud, String key) {
        return new Document("image", key, cloud, "name of " + key, null, "{\"id\":\"%s\"}".formatted(key), 0);
    }

    private List<String> keys(Query query) {
        return other.find(query).stream().map(Document::key).toList();
    }
}

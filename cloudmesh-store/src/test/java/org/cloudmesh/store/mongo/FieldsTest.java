package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.cloudmesh.Documents;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fields of the JSON as MongoDB's own. */
class FieldsTest {

    private final LocalMongo mongo = new LocalMongo();
    private final Store store = mongo.openNew();

    @AfterEach
    void stop() {
        store.close();
        mongo.close();
    }

    @Test
    void haveKeysThatEveryServerTakes() {
        put("a", "{\"a.b\":{\"$set\":1},\"\":2,\"n\\u0000\":3,\"_id\":\"mine\",\"_cm\":{\"version\":9}}");

        assertThat(fields("a"))
                .isEqualTo(
                        BsonDocument.parse(
                                "{\"_id\":\"a\",\"a．b\":{\"＄set\":1},\"＿\":2,\"n␀\":3,\"＿id\":\"mine\",\"＿cm\":{\"version\":9}}"));
        assertThat(find("_id", "mine")).containsExactly("a");
        assertThat(find("_cm.version", 9)).containsExactly("a");
        assertThat(find("_cm.version", 1)).isEmpty();
    }

    @Test
    void areLeftOutWhereTheJsonIsNoObject() {
        for (var json : List.of("", "null", "[1]", "\"text\"", "{\"a\":", "{'a':1}")) {
            put("a", json);

            assertThat(fields("a")).isEqualTo(BsonDocument.parse("{\"_id\":\"a\"}"));
            assertThat(store.get("node", "a")).map(Document::json).contains(json);
        }
    }

    @Test
    void findNumbersHoweverTheyAreWritten() {
        put("int", "{\"n\":100}");
        put("decimal", "{\"n\":100.0}");
        put("exponent", "{\"n\":1e2}");
        put("long", "{\"n\":1e18}");
        put("near", "{\"n\":9007199254740993}");
        put("huge", "{\"n\":1e400}");
        put("third", "{\"n\":0.1}");
        put("zero", "{\"n\":-0.0}");

        assertThat(find("n", 100)).containsExactly("decimal", "exponent", "int");
        assertThat(find("n", 1_000_000_000_000_000_000L)).containsExactly("long");
        assertThat(find("n", 9007199254740993L)).containsExactly("near");
        assertThat(find("n", 9007199254740992L)).isEmpty();
        assertThat(find("n", new BigDecimal("10e399"))).containsExactly("huge");
        assertThat(find("n", 0.1)).containsExactly("third");
        assertThat(find("n", 0)).containsExactly("zero");
    }

    @Test
    void areLeftOutAndFoundNonethelessWhereTheyWouldBeTooMuch() {
        var deep = "{\"text\":\"deep\",\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";
        var large = "{\"text\":\"large\",\"a\":[" + "1,".repeat(2_500_000) + "1]}";
        put("deep", deep);
        put("large", large);

        assertThat(fields("deep").keySet()).containsExactly("_id");
        assertThat(fields("large").keySet()).containsExactly("_id");
        assertThat(store.get("node", "large")).map(Document::json).contains(large);
        assertThat(find("text", "large")).containsExactly("large");
        assertThat(find("text", "deep")).containsExactly("deep");
    }

    @Test
    void areRefusedWithTheDocumentWhereThatIsTooLarge() {
        var huge = "{\"text\":\"" + "ä".repeat(9_000_000) + "\"}";

        assertThatThrownBy(() -> put("huge", huge))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "the node \"huge\" is of 18 MB, and MongoDB takes 16 MB at most; keep less in it, such as less of a job's output");

        assertThat(store.get("node", "huge")).isEmpty();
    }

    @Test
    void areRefusedWithTheDocumentWhereWhatItIsFoundByMakesItTooLarge() {
        var name = "x".repeat(9_000_000);

        assertThatThrownBy(() -> Documents.of(store).insert("node", "{\"_id\":\"huge\",\"name\":\"" + name + "\"}"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the node \"huge\" is of 18 MB, and MongoDB takes 16 MB at most;");

        assertThat(store.get("node", "huge")).isEmpty();
    }

    private BsonDocument fields(String key) {
        var whole = store.unwrap(MongoDatabase.class)
                .getCollection("node", BsonDocument.class)
                .find(new BsonDocument("_id", new BsonString(key)))
                .first();
        Objects.requireNonNull(whole).remove("_cm");
        return whole;
    }

    private List<String> find(String path, Object value) {
        return store.find(Query.of("node").where(path, value)).stream()
                .map(Document::key)
                .toList();
    }

    private void put(String key, String json) {
        store.put(List.of(Document.of("node", key, json)), Durability.NORMAL);
    }
}

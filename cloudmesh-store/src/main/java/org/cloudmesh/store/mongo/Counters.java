package org.cloudmesh.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** The counters, a document each. Thread-safe. */
final class Counters {

    private static final String COLLECTION = "cm_counters";
    private static final String N = "n";

    // What is returned AFTER was seen to repeat, at a server that works on the document itself.
    private static final FindOneAndUpdateOptions BEFORE =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.BEFORE);

    private final Server server;
    private final MongoCollection<BsonDocument> collection;

    Counters(Server server, MongoDatabase database) {
        this.server = server;
        this.collection = database.getCollection(COLLECTION, BsonDocument.class);
    }

    long add(String counter, long delta) {
        return server.ask(() -> delta < 0 ? subtract(counter, delta) : increase(counter, delta));
    }

    private long increase(String counter, long delta) {
        var before = new AtomicLong();
        // Two that make it at once may both insert it.
        while (!Duplicates.none(
                () -> before.set(n(collection.findOneAndUpdate(eq("_id", counter), Updates.inc(N, delta), BEFORE))))) {
            Thread.onSpinWait();
        }
        return before.get() + delta;
    }

    private long subtract(String counter, long delta) {
        while (true) {
            var now = collection.find(eq("_id", counter)).first();
            var next = new BsonDocument("_id", new BsonString(counter))
                    .append(N, new BsonInt64(Math.max(0, n(now) + delta)));
            boolean done = now == null
                    ? Duplicates.none(() -> collection.insertOne(next))
                    : collection
                                    .replaceOne(and(eq("_id", counter), eq(N, now.get(N))), next)
                                    .getMatchedCount()
                            == 1;
            if (done) {
                return n(next);
            }
        }
    }

    long get(String counter) {
        return server.ask(() -> n(collection.find(eq("_id", counter)).first()));
    }

    void set(String counter, long value) {
        var document = new BsonDocument("_id", new BsonString(counter)).append(N, new BsonInt64(value));
        server.ask(() -> collection.replaceOne(eq("_id", counter), document, new ReplaceOptions().upsert(true)));
    }

    Map<String, Long> all() {
        return server.ask(() -> {
            var all = new HashMap<String, Long>();
            collection.find().forEach(each -> all.put(Layout.id(each), n(each)));
            return all;
        });
    }

    private static long n(@Nullable BsonDocument counter) {
        return counter == null ? 0 : counter.getNumber(N).longValue();
    }
}

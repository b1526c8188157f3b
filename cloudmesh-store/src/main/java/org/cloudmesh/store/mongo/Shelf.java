package org.cloudmesh.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoCommandException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documents of one kind, in the collection of its name. Thread-safe. */
final class Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    /** How many documents are asked for or written at once. */
    static final int CHUNK = 1000;

    private static final Bson ALL_OF_OURS = Projections.include(Layout.OURS);
    private static final Bson ALL_BUT_JSON =
            Projections.include(Stream.of(Layout.KEY, Layout.CLOUD, Layout.VERSION, "number", "lists")
                    .map(Layout::path)
                    .toList());

    private static final BsonInt32 ASCENDING = new BsonInt32(1);

    private final Server server;
    private final String kind;
    private final MongoCollection<BsonDocument> collection;
    private volatile Generations lastSeen = Generations.NONE;
    private volatile boolean indexed;

    Shelf(Server server, MongoDatabase database, String kind) {
        this.server = server;
        this.kind = kind;
        this.collection = database.getCollection(kind, BsonDocument.class);
    }

    Optional<Document> get(String key) {
        return getAll(List.of(key)).stream().findFirst();
    }

    List<Document> getAll(Collection<String> keys) {
        var distinct = keys.stream().distinct().toList();
        return server.ask(() -> {
            var all = new ArrayList<Document>();
            for (int from = 0; from < distinct.size(); from += CHUNK) {
                all.addAll(getChunk(distinct.subList(from, Math.min(from + CHUNK, distinct.size()))));
            }
            return all;
        });
    }

    private List<Document> getChunk(List<String> keys) {
        while (true) {
            var found = found(keys, ALL_OF_OURS);
            var documents = keys.stream()
                    .flatMap(key -> found.get(key).stream())
                    .map(each -> Layout.read(kind, each))
                    .toList();
            // What is missing may have been superseded between the two documents that were read.
            boolean certain =
                    documents.size() == keys.size() || found.generations().isNone();
            if (certain || isCurrent(found.generations())) {
                return documents;
            }
        }
    }

    /**
     * What lies under those keys, without its JSON, to be written over.
     *
     * @throws StoreException if one of it is none of ours
     */
    Found found(Collection<String> keys) {
        var found = found(keys, ALL_BUT_JSON);
        found.stranger().ifPresent(id -> {
            throw new StoreException(
                    "the %s \"%s\" in %s was written by another program, and would be lost; move it away, or name another database"
                            .formatted(kind, id, collection.getNamespace().getDatabaseName()));
        });
        return found;
    }

    /** One request, unless there are other generations than were seen last. */
    private Found found(Collection<String> keys, Bson projection) {
        while (true) {
            var seen = lastSeen;
            var ids = new ArrayList<>(seen.ids(keys));
            ids.add(Ids.META);
            var byId = new HashMap<String, BsonDocument>();
            collection.find(in("_id", ids)).projection(projection).forEach(each -> byId.put(Layout.id(each), each));
            lastSeen = Generations.read(byId.remove(Ids.META));
            if (lastSeen.equals(seen)) {
                return new Found(seen, byId);
            }
        }
    }

    List<Document> find(Query query) {
        return find(query, query.limit());
    }

    private List<Document> find(Query query, int limit) {
        return server.ask(() -> settled(generations -> {
            var selections = Selection.of(query, generations);
            return selections.size() == 1
                    ? find(selections.get(0), limit)
                    : merged(query, limit, selections.stream().flatMap(each -> find(each, limit).stream()));
        }));
    }

    private List<Document> find(Selection selection, int limit) {
        var query = selection.query();
        var documents = new ArrayList<Document>();
        try (var cursor = limited(selection, limit).cursor()) {
            while (documents.size() < limit && cursor.hasNext()) {
                var document = Layout.read(kind, cursor.next());
                if (query.hasFields(document.json())) {
                    documents.add(document);
                }
            }
        }
        return documents;
    }

    private FindIterable<BsonDocument> limited(Selection selection, int limit) {
        var found = collection.find(selection.filter()).sort(selection.order()).projection(ALL_OF_OURS);
        // What is asked of the JSON is looked for in each: how many that takes cannot be said.
        return limit == Integer.MAX_VALUE || !selection.query().fields().isEmpty() ? found : found.limit(limit);
    }

    private static List<Document> merged(Query query, int limit, Stream<Document> documents) {
        // One that is about to change its cloud is in two places.
        var byId = new TreeMap<String, Document>();
        documents.forEach(each -> byId.merge(Ids.of(each.key()), each, (a, b) -> a.version() >= b.version() ? a : b));
        var ordered = query.descending() ? byId.descendingMap() : byId;
        return ordered.values().stream().limit(limit).toList();
    }

    long count(Query query) {
        if (!query.fields().isEmpty()) {
            return find(query, Integer.MAX_VALUE).size();
        }
        return server.ask(() -> settled(generations -> Selection.of(query, generations).stream()
                .mapToLong(each -> collection.countDocuments(each.filter()))
                .sum()));
    }

    void delete(Collection<String> keys) {
        var all = List.copyOf(keys);
        server.ask(() -> {
            for (int from = 0; from < all.size(); from += CHUNK) {
                var some = all.subList(from, Math.min(from + CHUNK, all.size()));
                settled(generations -> collection.deleteMany(and(in("_id", generations.ids(some)), Layout.IS_OURS)));
            }
            return all;
        });
    }

    /** Which generations there are now. */
    Generations generations() {
        return server.ask(() -> {
            lastSeen = Generations.read(collection.find(eq("_id", Ids.META)).first());
            return lastSeen;
        });
    }

    /** Makes these the generations, if those are still it. */
    boolean exchange(Generations old, Generations next) {
        if (old.isNone()) {
            return Duplicates.none(() -> collection.insertOne(next.write()));
        }
        var unchanged = and(eq("_id", Ids.META), eq(Layout.path("number"), old.number()));
        return collection.replaceOne(unchanged, next.write()).getMatchedCount() == 1;
    }

    /** Does it again as long as there are other generations afterwards than before. */
    private <T> T settled(Function<Generations, T> work) {
        while (true) {
            var seen = lastSeen;
            var result = work.apply(seen);
            if (isCurrent(seen)) {
                return result;
            }
        }
    }

    private boolean isCurrent(Generations seen) {
        return generations().equals(seen);
    }

    /** The collection, with its indexes. */
    MongoCollection<BsonDocument> forWriting() {
        if (!indexed) {
            makeIndexesOnce();
        }
        return collection;
    }

    /** The threads that write first wait for the one that makes them. */
    private synchronized void makeIndexesOnce() {
        if (!indexed) {
            makeIndexes();
            indexed = true;
        }
    }

    /** What is everybody's, a user may be allowed to read and write, and no more; without an index it is only slower. */
    private void makeIndexes() {
        try {
            makeMissingIndexes();
        } catch (MongoCommandException e) {
            LOG.info("{} goes without the indexes that it lacks: {}", collection.getNamespace(), e.getErrorMessage());
        }
    }

    private void makeMissingIndexes() {
        var there = new HashSet<BsonValue>();
        collection.listIndexes(BsonDocument.class).forEach(each -> there.add(each.getDocument("key")));
        // One by one: FerretDB hangs up where another program made some of several meanwhile.
        Stream.of(Layout.CLOUD, Layout.NAME, Layout.STATE)
                .map(field -> new BsonDocument(Layout.path(field), ASCENDING).append("_id", ASCENDING))
                .filter(keys -> !there.contains(keys))
                .forEach(collection::createIndex);
    }

    Server server() {
        return server;
    }
}

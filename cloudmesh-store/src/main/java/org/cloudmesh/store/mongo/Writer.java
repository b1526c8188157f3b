package org.cloudmesh.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.cloudmesh.spi.Document;

/**
 * Writes documents of one kind. Each write says which version it is written over: one that comes too late finds its id taken,
 * and is done again.
 */
final class Writer {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions ORDERED = new BulkWriteOptions().ordered(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final Shelf shelf;

    Writer(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Over whatever is there, in order. */
    void put(List<Document> documents) {
        shelf.server().ask(() -> {
            int done = 0;
            while (done < documents.size()) {
                done += putFirst(distinct(documents.subList(done, documents.size())));
            }
            return done;
        });
    }

    /** The first of them, as long as no key comes twice. */
    private static List<Document> distinct(List<Document> documents) {
        var keys = new LinkedHashSet<String>();
        for (var each : documents) {
            if (keys.size() == Shelf.CHUNK || !keys.add(each.key())) {
                break;
            }
        }
        return documents.subList(0, keys.size());
    }

    /** Writes them until one comes too late; returns how many were written. */
    private int putFirst(List<Document> documents) {
        var found = shelf.found(keys(documents));
        var late = Duplicates.of(() -> shelf.forWriting().bulkWrite(models(documents, found), ORDERED));
        int done = late.isEmpty() ? documents.size() : late.get(0);
        clear(documents.subList(0, done), found);
        return done;
    }

    private static List<WriteModel<BsonDocument>> models(List<Document> documents, Found found) {
        return documents.stream().map(each -> model(each, found)).toList();
    }

    private static WriteModel<BsonDocument> model(Document document, Found found) {
        var id = found.generations().id(document);
        var bson = Layout.write(id, document, found.version(document.key()) + 1);
        var there = found.byId().get(id);
        // Where it is no more of that version, the upsert is an insert, and finds the id taken.
        return there == null ? new InsertOneModel<>(bson) : new ReplaceOneModel<>(unchanged(there), bson, UPSERT);
    }

    private static Bson unchanged(BsonDocument there) {
        return and(eq("_id", there.get("_id")), eq(Layout.path(Layout.VERSION), Layout.version(there)));
    }

    /** Removes what lay under the same keys elsewhere: a document that changed its cloud. */
    private void clear(List<Document> written, Found found) {
        var ids = written.stream()
                .flatMap(each -> found.beside(each.key(), found.generations().id(each)).stream())
                .toList();
        if (!ids.isEmpty()) {
            shelf.forWriting().deleteMany(in("_id", ids));
        }
    }

    /** Those whose key is free; returns the keys that were not. */
    Set<String> putIfAbsent(List<Document> documents) {
        var taken = new LinkedHashSet<String>();
        var byKey = new LinkedHashMap<String, Document>();
        for (var each : documents) {
            if (byKey.putIfAbsent(each.key(), each) != null) {
                taken.add(each.key());
            }
        }
        var distinct = List.copyOf(byKey.values());
        shelf.server().ask(() -> {
            for (int from = 0; from < distinct.size(); from += Shelf.CHUNK) {
                taken.addAll(claim(distinct.subList(from, Math.min(from + Shelf.CHUNK, distinct.size()))));
            }
            return taken;
        });
        return taken;
    }

    private List<String> claim(List<Document> documents) {
        var found = shelf.found(keys(documents));
        var taken = new ArrayList<String>();
        var free = new ArrayList<Document>();
        for (var each : documents) {
            if (found.get(each.key()).isPresent()) {
                taken.add(each.key());
            } else {
                free.add(each);
            }
        }
        if (!free.isEmpty()) {
            Duplicates.of(() -> shelf.forWriting().bulkWrite(models(free, found), UNORDERED))
                    .forEach(late -> taken.add(free.get(late).key()));
        }
        return taken;
    }

    /** Over that version; returns whether it was. */
    boolean compareAndPut(Document document, long version) {
        return shelf.server().ask(() -> {
            var found = shelf.found(List.of(document.key()));
            boolean written = found.version(document.key()) == version && replace(document, version, found);
            if (written) {
                clear(List.of(document), found);
            }
            return written;
        });
    }

    private boolean replace(Document document, long version, Found found) {
        var id = found.generations().id(document);
        var bson = Layout.write(id, document, version + 1);
        var there = found.byId().get(id);
        return there == null
                ? Duplicates.none(() -> shelf.forWriting().insertOne(bson))
                : shelf.forWriting().replaceOne(unchanged(there), bson).getMatchedCount() == 1;
    }

    /** As they are, in order. */
    void load(List<Document> documents) {
        shelf.server().ask(() -> {
            for (int from = 0; from < documents.size(); from += Shelf.CHUNK) {
                loadChunk(documents.subList(from, Math.min(from + Shelf.CHUNK, documents.size())));
            }
            return documents;
        });
    }

    private void loadChunk(List<Document> documents) {
        var found = shelf.found(keys(documents));
        var models = new ArrayList<WriteModel<BsonDocument>>();
        for (var each : documents) {
            var id = found.generations().id(each);
            models.add(new ReplaceOneModel<>(eq("_id", id), Layout.write(id, each, each.version()), UPSERT));
        }
        shelf.forWriting().bulkWrite(models, ORDERED);
        clear(documents, found);
    }

    /** Writes what has no place yet into a generation that does not count yet; returns how many were not there before. */
    int stage(Map<String, Document> byId) {
        var bson = new ArrayList<BsonDocument>();
        byId.forEach((id, each) -> bson.add(Layout.write(id, each, each.version())));
        var inserts = bson.stream().map(InsertOneModel::new).toList();
        var again = Duplicates.of(() -> shelf.forWriting().bulkWrite(inserts, UNORDERED));
        for (int each : again) {
            shelf.forWriting().replaceOne(eq("_id", bson.get(each).get("_id")), bson.get(each));
        }
        return bson.size() - again.size();
    }

    private static List<String> keys(List<Document> documents) {
        return documents.stream().map(Document::key).toList();
    }
}

package org.cloudmesh.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.conversions.Bson;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts another list of one kind and cloud in the place of the one that counts: it is written into a generation of its own,
 * which counts from one single write on; then the old one is removed. Of two at once the later one wins whole.
 */
final class Replacement {

    private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);

    /** Longer than anybody takes to write a list. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** In UTF-16 units of JSON, so that large documents do not pile up. */
    private static final int LARGEST_BATCH = 4_000_000;

    private final Shelf shelf;
    private final String kind;
    private final String cloud;
    private final String generation = Ids.newGeneration();

    Replacement(Shelf shelf, String kind, String cloud) {
        this.shelf = shelf;
        this.kind = kind;
        this.cloud = cloud;
    }

    /** Does it; returns how many documents the list has. */
    long with(Iterator<Document> documents) {
        long count;
        try {
            count = stage(documents);
        } catch (RuntimeException | Error e) {
            withdraw(e);
            throw e;
        }
        // From here on nobody may remove it: what fails without an answer may have been done.
        cleanUp(shelf.server().ask(this::count));
        return count;
    }

    private long stage(Iterator<Document> documents) {
        long count = 0;
        while (documents.hasNext()) {
            var batch = new LinkedHashMap<String, Document>();
            int size = 0;
            while (documents.hasNext() && batch.size() < Shelf.CHUNK && size < LARGEST_BATCH) {
                var document = checked(documents.next());
                batch.put(document.key(), document);
                size += document.json().length();
            }
            count += shelf.server().ask(() -> new Writer(shelf).stage(placed(batch)));
        }
        return count;
    }

    private Document checked(Document document) {
        if (!document.kind().equals(kind) || !cloud.equals(document.cloud())) {
            throw new IllegalArgumentException(
                    "the document \"%s\" is a %s of cloud %s; only documents of kind %s and cloud %s can replace those"
                            .formatted(document.key(), document.kind(), document.cloud(), kind, cloud));
        }
        return document;
    }

    /** By their ids in this generation, with the versions they get. */
    private Map<String, Document> placed(Map<String, Document> byKey) {
        var found = shelf.found(byKey.keySet());
        var byId = new LinkedHashMap<String, Document>();
        byKey.forEach((key, document) -> {
            checkOwner(key, found);
            byId.put(Ids.of(generation, key), document.withVersion(found.version(key) + 1));
        });
        return byId;
    }

    private void checkOwner(String key, Found found) {
        var stored = found.get(key);
        if (stored.isPresent() && !cloud.equals(Layout.cloud(stored.get()))) {
            throw new IllegalArgumentException(
                    "the %s \"%s\" is stored for cloud %s and cannot become one of cloud %s; give it a key of its own"
                            .formatted(kind, key, Layout.cloud(stored.get()), cloud));
        }
    }

    /** From here on this generation counts; returns the one that did. */
    private @Nullable String count() {
        shelf.forWriting();
        while (true) {
            var now = shelf.generations();
            if (shelf.exchange(now, now.with(cloud, generation))) {
                shelf.generations();
                return now.of(cloud);
            }
        }
    }

    private void withdraw(Throwable why) {
        try {
            remove(inGeneration(generation));
        } catch (StoreException e) {
            // Nobody sees it, and a later replacement removes it.
            why.addSuppressed(e);
        }
    }

    private void cleanUp(@Nullable String old) {
        try {
            remove(superseded(old));
        } catch (StoreException e) {
            LOG.warn(
                    "the old list of {}s of {} is left behind, unseen, until the next one: {}",
                    kind,
                    cloud,
                    e.getMessage());
        }
    }

    /** The old list, what was in none, and what a program left that died while it wrote one. */
    private Bson superseded(@Nullable String old) {
        var ofCloud = eq(Layout.path(Layout.CLOUD), cloud);
        var abandoned = Ids.madeBefore(Instant.now().minus(ABANDONED).getEpochSecond());
        var unseen = or(and(ofCloud, lt("_id", Ids.META)), and(ofCloud, gt("_id", Ids.META), lt("_id", abandoned)));
        return old == null ? unseen : or(inGeneration(old), unseen);
    }

    private static Bson inGeneration(String id) {
        return and(gte("_id", Ids.start(id)), lt("_id", Ids.end(id)));
    }

    private void remove(Bson which) throws MongoException {
        shelf.server().ask(() -> shelf.forWriting().deleteMany(which));
    }
}

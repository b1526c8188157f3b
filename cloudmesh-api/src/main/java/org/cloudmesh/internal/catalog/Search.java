package org.cloudmesh.internal.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/**
 * Finds the entries of one of a cloud's lists by words. Immutable.
 *
 * @param store where the list is
 * @param cloud the cloud's name
 * @param codec of its entries
 * @param indexes of the cloud's lists
 * @param <T> what it lists
 */
record Search<T extends CatalogEntry>(Store store, String cloud, EntryCodec<T> codec, WordIndexes indexes) {

    /** Who replaces the list all the time is not waited for: the list is read whole instead, as it is at one moment. */
    private static final int TRIES = 3;

    private static final int PAGE = 1000;

    /** The first so many that hold every one of the words, by id. */
    List<T> find(String words, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("at most %d entries cannot be found; nothing was read".formatted(limit));
        }
        var wanted = Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        for (int i = 0; i < TRIES; i++) {
            long generation = generation();
            if (generation == 0) {
                break;
            }
            var index = indexes.get(store, codec, cloud, generation);
            var keys = index.search(wanted, limit);
            var found = read(keys);
            if (found.size() == keys.size() && index.generation() == generation && generation() == generation) {
                return found.stream().map(codec::entry).toList();
            }
        }
        return scan(wanted).limit(limit).map(codec::entry).toList();
    }

    private long generation() {
        return store.generation(codec.kind(), cloud);
    }

    /** In their order; what is not there any more is left out. */
    private List<Document> read(List<String> keys) {
        var found = new ArrayList<Document>(keys.size());
        for (int from = 0; from < keys.size(); from += PAGE) {
            var page = keys.subList(from, Math.min(from + PAGE, keys.size()));
            var byKey = new HashMap<String, Document>();
            store.getAll(codec.kind(), page).forEach(document -> byKey.put(document.key(), document));
            page.stream().map(byKey::get).filter(Objects::nonNull).forEach(found::add);
        }
        return found;
    }

    private Stream<Document> scan(List<String> wanted) {
        return store.find(Query.of(codec.kind()).cloud(cloud)).stream().filter(document -> {
            var text = codec.words(document);
            return wanted.stream().allMatch(text::contains);
        });
    }
}

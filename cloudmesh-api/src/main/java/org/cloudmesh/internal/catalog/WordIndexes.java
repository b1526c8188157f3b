package org.cloudmesh.internal.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.spi.Store;

/** The word indexes of one cloud's lists: each is made at the first search, once for all threads. Thread-safe. */
final class WordIndexes {

    private final Map<Key, WordIndex> byKey = new ConcurrentHashMap<>();

    /** Each user has lists of his own, counted alike. */
    private record Key(Store store, String kind) {}

    /**
     * That of the list the store has.
     *
     * @param generation which list that is
     */
    WordIndex get(Store store, EntryCodec<?> codec, String cloud, long generation) {
        var key = new Key(store, codec.kind());
        var known = byKey.get(key);
        return known != null && known.generation() == generation
                ? known
                : Objects.requireNonNull(byKey.compute(
                        key,
                        (same, latest) -> latest != null && latest.generation() == generation
                                ? latest
                                : WordIndex.read(store, codec, cloud)));
    }

    /** Gives up its memory: the list will be another. */
    void forget(Store store, String kind) {
        byKey.remove(new Key(store, kind));
    }
}

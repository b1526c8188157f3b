package org.cloudmesh.internal.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.spi.Store;

/** The word indexes of one cloud's lists: each is made at the first search, once for all threads. Thread-safe. */
final class WordIndexes {

    private final Map<String, WordIndex> byKind = new ConcurrentHashMap<>();

    /**
     * That of the list the store has.
     *
     * @param generation which list that is
     */
    WordIndex get(Store store, EntryCodec<?> codec, String cloud, long generation) {
        var known = byKind.get(codec.kind());
        return known != null && known.generation() == generation
                ? known
                : Objects.requireNonNull(byKind.compute(
                        codec.kind(),
                        (kind, latest) -> latest != null && latest.generation() == generation
                                ? latest
                                : WordIndex.read(store, codec, cloud)));
    }

    /** Gives up its memory: the list will be another. */
    void forget(String kind) {
        byKind.remove(kind);
    }
}

package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.List;

/** What one request to a cloud may name. */
final class Chunks {

    private Chunks() {}

    /** The items in their order, so many at a time; the last chunk may be shorter. */
    static <T> List<List<T>> of(List<T> items, int maxBatch) {
        int most = Math.max(1, maxBatch);
        var chunks = new ArrayList<List<T>>();
        for (int from = 0; from < items.size(); from += most) {
            chunks.add(items.subList(from, Math.min(from + most, items.size())));
        }
        return chunks;
    }
}

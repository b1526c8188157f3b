package org.cloudmesh.spi;

import org.jspecify.annotations.Nullable;

/**
 * Which documents to find: all of a kind, narrowed by what is not null. Ordered by key. Immutable.
 *
 * <p>A page goes on where the last one ended: {@code query.after(lastKey).limit(100)} costs the same at any depth.
 *
 * @param kind the collection
 * @param cloud exactly this cloud
 * @param name exactly this name
 * @param named only those that have a name, whichever; costs what those take, page or not
 * @param state exactly this state
 * @param keyPrefix keys that begin so
 * @param after keys beyond this one, in the query's order, itself left out
 * @param limit at most so many
 * @param descending from the greatest key down
 */
public record Query(
        String kind,
        @Nullable String cloud,
        @Nullable String name,
        boolean named,
        @Nullable String state,
        @Nullable String keyPrefix,
        @Nullable String after,
        int limit,
        boolean descending) {

    /** Checks the limit. */
    public Query {
        if (limit < 1) {
            throw new IllegalArgumentException("a query's limit is at least 1, not " + limit);
        }
    }

    /** All documents of a kind. */
    public static Query of(String kind) {
        return new Query(kind, null, null, false, null, null, null, Integer.MAX_VALUE, false);
    }

    /** Only those of this cloud. */
    public Query cloud(@Nullable String value) {
        return new Query(kind, value, name, named, state, keyPrefix, after, limit, descending);
    }

    /** Only those of this name. */
    public Query name(@Nullable String value) {
        return new Query(kind, cloud, value, named, state, keyPrefix, after, limit, descending);
    }

    /** Only those that have a name, whichever. */
    public Query withAnyName() {
        return new Query(kind, cloud, name, true, state, keyPrefix, after, limit, descending);
    }

    /** Only those in this state. */
    public Query state(@Nullable String value) {
        return new Query(kind, cloud, name, named, value, keyPrefix, after, limit, descending);
    }

    /** Only those whose key begins so. */
    public Query keyPrefix(@Nullable String value) {
        return new Query(kind, cloud, name, named, state, value, after, limit, descending);
    }

    /** Only those beyond this key, in the query's order. */
    public Query after(@Nullable String value) {
        return new Query(kind, cloud, name, named, state, keyPrefix, value, limit, descending);
    }

    /** At most so many. */
    public Query limit(int value) {
        return new Query(kind, cloud, name, named, state, keyPrefix, after, value, descending);
    }

    /** From the greatest key down. */
    public Query fromLast() {
        return new Query(kind, cloud, name, named, state, keyPrefix, after, limit, true);
    }
}

package org.cloudmesh.spi;

import java.util.Map;
import java.util.TreeMap;
import org.cloudmesh.internal.store.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Which documents to find: all of a kind, narrowed by what is not null. Ordered by key. Immutable.
 *
 * <p>A page goes on where the last one ended: {@code query.after(lastKey).limit(100)} costs the same at any depth. Of two
 * conditions only one is looked up, and the other tested on each: a page of those with a name is better narrowed by the prefix
 * of their keys than by a cloud or state.
 *
 * @param kind the collection
 * @param cloud exactly this cloud
 * @param name exactly this name
 * @param named only those that have a name, whichever; those without cost nothing, however many they are
 * @param state exactly this state
 * @param fields exactly these fields of the JSON, by dotted path such as {@code cm.user}; see {@link #where}. Not indexed
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
        Map<String, Object> fields,
        @Nullable String keyPrefix,
        @Nullable String after,
        int limit,
        boolean descending) {

    /** Checks the limit and the fields. */
    public Query {
        if (limit < 1) {
            throw new IllegalArgumentException("a query's limit is at least 1, not " + limit);
        }
        fields = Fields.checked(fields);
    }

    /** All documents of a kind. */
    public static Query of(String kind) {
        return new Query(kind, null, null, false, null, Map.of(), null, null, Integer.MAX_VALUE, false);
    }

    /** Only those of this cloud. */
    public Query cloud(@Nullable String value) {
        return new Query(kind, value, name, named, state, fields, keyPrefix, after, limit, descending);
    }

    /** Only those of this name. */
    public Query name(@Nullable String value) {
        return new Query(kind, cloud, value, named, state, fields, keyPrefix, after, limit, descending);
    }

    /** Only those that have a name, whichever. */
    public Query withAnyName() {
        return new Query(kind, cloud, name, true, state, fields, keyPrefix, after, limit, descending);
    }

    /** Only those in this state. */
    public Query state(@Nullable String value) {
        return new Query(kind, cloud, name, named, value, fields, keyPrefix, after, limit, descending);
    }

    /** Only those whose key begins so. */
    public Query keyPrefix(@Nullable String value) {
        return new Query(kind, cloud, name, named, state, fields, value, after, limit, descending);
    }

    /** Only those beyond this key, in the query's order. */
    public Query after(@Nullable String value) {
        return new Query(kind, cloud, name, named, state, fields, keyPrefix, value, limit, descending);
    }

    /** At most so many. */
    public Query limit(int value) {
        return new Query(kind, cloud, name, named, state, fields, keyPrefix, after, value, descending);
    }

    /** From the greatest key down. */
    public Query fromLast() {
        return new Query(kind, cloud, name, named, state, fields, keyPrefix, after, limit, true);
    }

    /**
     * Only those whose JSON has this value in that field. A field that is an array has it if one of its elements is it, and a
     * path goes on in each element of an array, as in MongoDB.
     *
     * @param path keys with dots in between, such as {@code cm.user}
     * @param value a String, a Number or a Boolean
     */
    public Query where(String path, Object value) {
        var all = new TreeMap<>(fields);
        all.put(path, value);
        return new Query(kind, cloud, name, named, state, all, keyPrefix, after, limit, descending);
    }

    /** Whether that JSON has the {@link #fields}; what is no JSON object has none. For stores that cannot look into JSON. */
    public boolean hasFields(String json) {
        return Fields.match(json, fields);
    }
}

package org.cloudmesh.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object in a store, with the few fields a store can find it by. Immutable.
 *
 * @param kind the collection: lower-case letters, such as {@code job}
 * @param key unique in its kind
 * @param cloud indexed; null where it is about no cloud
 * @param name indexed; null where it has none
 * @param state indexed; null where it has none
 * @param json the JSON object, as text
 * @param version how often it was written: 1 at first, 0 before. Given by the store; ignored when putting
 */
public record Document(
        String kind,
        String key,
        @Nullable String cloud,
        @Nullable String name,
        @Nullable String state,
        String json,
        long version) {

    /** Checks the kind. */
    public Document {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(json, "json");
        if (!kind.matches("[a-z]{1,32}")) {
            throw new IllegalArgumentException(
                    "a document's kind is 1 to 32 lower-case letters, not \"%s\"".formatted(kind));
        }
    }

    /** A document without indexed fields, not yet stored. */
    public static Document of(String kind, String key, String json) {
        return new Document(kind, key, null, null, null, json, 0);
    }

    /** The same with another version. */
    public Document withVersion(long newVersion) {
        return new Document(kind, key, cloud, name, state, json, newVersion);
    }

    /** Kind, key and version; never the content. */
    @Override
    public String toString() {
        return kind + " " + key + " v" + version;
    }
}

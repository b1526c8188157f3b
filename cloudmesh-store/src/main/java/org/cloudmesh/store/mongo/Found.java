package org.cloudmesh.store.mongo;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * What lies under some keys, whether it counts or not.
 *
 * @param generations which of it counts
 * @param byId all of it
 */
record Found(Generations generations, Map<String, BsonDocument> byId) {

    /** The document of that key that counts. */
    Optional<BsonDocument> get(String key) {
        return generations.ids(key).stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .filter(Layout::isOurs)
                .filter(each -> generations.count(Layout.id(each), Layout.cloud(each)))
                .max(Comparator.comparing(Layout::version));
    }

    /** The id of one that is none of ours. */
    Optional<String> stranger() {
        return byId.values().stream()
                .filter(each -> !Layout.isOurs(each))
                .map(Layout::id)
                .findFirst();
    }

    /** Its version; 0 if there is none. */
    long version(String key) {
        return get(key).map(Layout::version).orElse(0L);
    }

    /** What lies under that key, and not at that id. */
    List<String> beside(String key, String id) {
        return generations.ids(key).stream()
                .filter(each -> byId.containsKey(each) && !each.equals(id))
                .toList();
    }
}

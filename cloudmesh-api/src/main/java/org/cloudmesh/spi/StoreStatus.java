package org.cloudmesh.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmesh.Table;

/**
 * What a store holds at a moment. Immutable.
 *
 * @param store what and where it is, without secrets
 * @param at when, by the store's clock
 * @param lasting whether it still knows everything after the process has ended
 * @param documents how many of each kind, those of all users together; sorted by kind
 * @param counters how many counters
 * @param users who has a part of it
 */
public record StoreStatus(
        String store, Instant at, boolean lasting, Map<String, Long> documents, long counters, List<String> users) {

    /** Copies what it is given. */
    public StoreStatus {
        documents = Collections.unmodifiableMap(new TreeMap<>(documents));
        users = List.copyOf(users);
    }

    /** Asks that store. */
    public static StoreStatus of(Store store) {
        var documents = new TreeMap<String, Long>();
        var users = store.namespaces();
        long counters = count(store, documents);
        for (var user : users) {
            counters += count(store.namespace(user), documents);
        }
        return new StoreStatus(store.toString(), store.now(), store.isLasting(), documents, counters, users);
    }

    private static long count(Store store, Map<String, Long> documents) {
        store.kinds().forEach(kind -> documents.merge(kind, store.count(Query.of(kind)), Long::sum));
        return store.counters().size();
    }

    /** As a table, with a line before it and one after. */
    @Override
    public String toString() {
        var table = new Table("Kind", "Documents").keep("Kind");
        documents.forEach((kind, count) -> table.row(kind, String.valueOf(count)));
        return "%s at %s%s%n%s%ncounters: %d; users with a part of their own: %s"
                .formatted(
                        store,
                        at,
                        lasting ? "" : ", until this program ends",
                        table,
                        counters,
                        users.isEmpty() ? "none" : String.join(", ", users));
    }
}

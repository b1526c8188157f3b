package org.cloudmesh.spi;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.Table;

/**
 * What a store holds at a moment. Immutable.
 *
 * @param store what and where it is, without secrets
 * @param at when, by the store's clock
 * @param lasting whether it still knows everything after the process has ended
 * @param documents how many of each kind, those of all users together
 * @param counters how many counters
 * @param users who has a part of it
 */
public record StoreStatus(
        String store, Instant at, boolean lasting, Map<String, Long> documents, long counters, List<String> users) {

    /** Copies what it is given. */
    public StoreStatus {
        documents = Map.copyOf(documents);
        users = List.copyOf(users);
    }

    /** Asks that store. */
    public static StoreStatus of(Store store) {
        var documents = new LinkedHashMap<String, Long>();
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

    /** As a table. */
    @Override
    public String toString() {
        var table = new Table("Kind", "Documents").keep("Kind");
        documents.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> table.row(each.getKey(), String.valueOf(each.getValue())));
        return "%s%n%s%n%d counters; %s"
                .formatted(
                        store,
                        table,
                        counters,
                        users.isEmpty() ? "one user" : "users with a part of their own: " + String.join(", ", users));
    }
}

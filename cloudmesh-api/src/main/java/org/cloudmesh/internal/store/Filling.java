package org.cloudmesh.internal.store;

import java.util.List;
import java.util.Map;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** Puts what it takes into a store that was empty. */
final class Filling implements Contents.Taker<RuntimeException> {

    /**
     * Hands everything over, and tells how much that was.
     *
     * @param <E> what may be thrown meanwhile
     */
    interface Source<E extends Exception> {
        long into(Filling filling) throws E;
    }

    private final Store store;
    private boolean begun;

    private Filling(Store store) {
        this.store = store;
    }

    /**
     * Fills a store.
     *
     * @param what where it comes from, in words
     * @throws StoreException if the store is not empty, or cannot be filled: how far it came is told
     */
    static <E extends Exception> long fill(Store store, String what, Source<E> source) throws E {
        checkEmpty(store, what);
        var filling = new Filling(store);
        try {
            return source.into(filling);
        } catch (Exception e) {
            if (filling.begun) {
                throw new StoreException(
                        "only a part of %s is in %s (%s); remove that, and begin again with a new one"
                                .formatted(what, store, e.getMessage()),
                        e);
            }
            throw e;
        }
    }

    @Override
    public void documents(@Nullable String user, List<Document> page) {
        begun = true;
        part(user).load(page);
    }

    @Override
    public void counters(@Nullable String user, Map<String, Long> counters) {
        begun |= !counters.isEmpty();
        var part = part(user);
        counters.forEach(part::setCounter);
    }

    private Store part(@Nullable String user) {
        return user == null ? store : store.namespace(user);
    }

    private static void checkEmpty(Store store, String what) {
        boolean used = isUsed(store) || store.namespaces().stream().anyMatch(user -> isUsed(store.namespace(user)));
        if (used) {
            throw new StoreException("%s is not empty: what is in it might be overwritten; put %s into a new one"
                    .formatted(store, what));
        }
    }

    private static boolean isUsed(Store part) {
        return !part.kinds().isEmpty() || !part.counters().isEmpty();
    }
}

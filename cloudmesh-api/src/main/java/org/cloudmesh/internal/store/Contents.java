package org.cloudmesh.internal.store;

import java.util.List;
import java.util.Map;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** All that is in a store: what is nobody's in particular, then the part of each user. No more of it is in memory than a page. */
final class Contents {

    /**
     * Takes it, page by page.
     *
     * @param <E> what may be thrown meanwhile
     */
    interface Taker<E extends Exception> {

        /** Documents of that user; null is nobody in particular. */
        void documents(@Nullable String user, List<Document> page) throws E;

        /** Counters of that user; null is nobody in particular. */
        void counters(@Nullable String user, Map<String, Long> counters) throws E;
    }

    /** How many documents are a page at most, in memory and in a transaction. */
    static final int PAGE = 500;

    /** How many characters of JSON are enough for a page. */
    static final int PAGE_CHARS = 8 << 20;

    private static final int FIRST_PAGE = 20;

    private Contents() {}

    /** Hands it over, and tells how many documents and counters there were. */
    static <E extends Exception> long of(Store store, Taker<E> taker) throws E {
        long count = part(store, null, taker);
        for (var user : store.namespaces()) {
            count += part(store.namespace(user), user, taker);
        }
        return count;
    }

    private static <E extends Exception> long part(Store part, @Nullable String user, Taker<E> taker) throws E {
        long count = 0;
        for (var kind : part.kinds()) {
            var query = Query.of(kind).limit(FIRST_PAGE);
            for (var page = part.find(query); !page.isEmpty(); page = part.find(query)) {
                taker.documents(user, page);
                count += page.size();
                query = query.after(page.get(page.size() - 1).key()).limit(nextPage(page));
            }
        }
        var counters = part.counters();
        taker.counters(user, counters);
        return count + counters.size();
    }

    /** As many as are enough, if they are as long as those before. */
    private static int nextPage(List<Document> page) {
        long chars = 1;
        for (var document : page) {
            chars += document.json().length();
        }
        return (int) Math.max(1, Math.min(PAGE, (long) page.size() * PAGE_CHARS / chars));
    }
}

package org.cloudmesh;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of a cloud's lists: images, flavors, locations. Thread-safe.
 *
 * @param <T> what it lists
 */
public interface Catalog<T extends CatalogEntry> {

    /**
     * What the store has, by id. Makes no request, unless {@linkplain Mesh#refresh refresh} is on.
     *
     * @return an unmodifiable list, empty if it was never refreshed
     */
    List<T> list();

    /** The first so many that the store has, by id. Makes no request. */
    default List<T> list(int limit) {
        return list(limit, null);
    }

    /**
     * So many after that one, by id, from the store; costs the same at any depth. Makes no request, whether
     * {@linkplain Mesh#refresh refresh} is on or not.
     *
     * @param after the id of the last entry of the page before; null for the first page
     */
    List<T> list(int limit, @Nullable String after);

    /**
     * Asks the cloud for the whole list, and streams it into the store.
     *
     * @return how many there are
     * @throws CloudException if the cloud does not answer; the store keeps the old list
     * @throws WaitTimeoutException if the list is not there by the deadline; the store keeps the old one
     */
    long refresh(Consumer<VerbOptions> options);

    /** As {@link #refresh(Consumer)}, with all defaults. */
    default long refresh() {
        return refresh(options -> {});
    }

    /**
     * The one of this id, or else of this exact name: from the store, else by one request.
     *
     * @throws NotFoundException if there is none; names the nearest known
     */
    T get(String idOrName);

    /** As {@link #get}, empty if there is none. */
    Optional<T> find(String idOrName);

    /**
     * Those in the store that hold every one of the words, in any case: in their id or name; an image also in its owner, its
     * architecture, and its description and tags at the cloud. Makes no request.
     *
     * <p>The words of a list are gathered at the first search in it, and kept as long as the list: some 200 bytes an entry.
     *
     * @return an unmodifiable list, by id
     */
    default List<T> search(String words) {
        return search(words, Integer.MAX_VALUE);
    }

    /** As {@link #search(String)}, the first so many. */
    List<T> search(String words, int limit);
}

package org.cloudmesh.spi;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.internal.store.MemoryStore;

/**
 * What remembers: JSON documents by kind and key, and counters. Knows nothing of clouds. Thread-safe, and shared by
 * several processes where it lasts.
 *
 * <p>Each document is written whole or not at all, and a write that returned is seen by every later read. A batch may be
 * torn by a crash between two documents (no transaction over several is asked for); its order is kept where it is torn.
 *
 * <p>Keys, names and the rest are compared by their UTF-8 bytes. Every method throws
 * {@link org.cloudmesh.StoreException} when the store is closed, cannot be reached, read or written.
 */
public interface Store extends AutoCloseable {

    /** A store that forgets when the process ends. Passing it by name says that this is meant, on a billed cloud too. */
    static Store inMemory() {
        return new MemoryStore();
    }

    /** The document of that key, if there is one. */
    Optional<Document> get(String kind, String key);

    /** The documents of those keys, in no particular order; what is not there is left out. */
    List<Document> getAll(String kind, Collection<String> keys);

    /** Writes the documents, in order, over whatever is there; each version goes up by one. */
    void put(Collection<Document> documents, Durability durability);

    /**
     * Writes those documents whose key is free. Of two that try at once, exactly one succeeds. {@link Durability#FORCED}.
     *
     * @return the keys that were not free, and were left as they are
     */
    Set<String> putIfAbsent(Collection<Document> documents);

    /**
     * Writes the document if the stored version is still {@code version}; 0 means that there is none.
     *
     * @return whether it was written
     */
    boolean compareAndPut(Document document, long version);

    /** Removes those documents; what is not there is no error. */
    void delete(String kind, Collection<String> keys);

    /**
     * Makes these all the documents of that kind and cloud. A reader sees the old ones or the new ones, whole. The
     * iterator is read as a stream; if it throws, nothing has changed.
     *
     * @return how many there are now
     */
    long replace(String kind, String cloud, Iterator<Document> documents);

    /** The documents the query asks for, in its order. */
    List<Document> find(Query query);

    /** How many the query asks for, whatever its limit. */
    long count(Query query);

    /** Adds to a counter, which begins at 0 and does not fall below 0, and returns what it is now. Atomic. */
    long addToCounter(String counter, long delta);

    /** What the counter is; 0 if it was never set. */
    long counter(String counter);

    /** Sets a counter; {@code value} is at least 0. */
    void setCounter(String counter, long value);

    /** Whether it still knows everything after the process has ended. */
    boolean isLasting();

    /** Gives up everything it holds; a second call does nothing. */
    @Override
    void close();
}

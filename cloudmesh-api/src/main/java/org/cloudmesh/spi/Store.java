package org.cloudmesh.spi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.store.Backup;
import org.cloudmesh.internal.store.MemoryStore;

/**
 * What remembers: JSON documents by kind and key, and counters. Knows nothing of clouds. Thread-safe, and shared by
 * several processes where it lasts.
 *
 * <p>Each document is written whole or not at all, and a write that returned is seen by every later read. A batch may be
 * torn by a crash between two documents (no transaction over several is asked for); its order is kept where it is torn.
 *
 * <p>Keys, names and the rest are compared by their UTF-8 bytes. Every method throws
 * {@link StoreException} when the store is closed, cannot be reached, read or written.
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

    /**
     * Which list of that kind and cloud there is: another number after each {@link #replace}, so that what was made of a list
     * can be kept as long as the list. 0 where there was none, or where it cannot be told.
     */
    long generation(String kind, String cloud);

    /** Writes the documents as they are, versions and all, over whatever is there: for {@link #restore} and copies. */
    void load(Collection<Document> documents);

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

    /** The kinds of which there are documents, sorted. */
    List<String> kinds();

    /** All counters that were ever set, by name. */
    Map<String, Long> counters();

    /**
     * The part of this store that is that user's: documents and counters of his own, under keys that others may use too. Two
     * users never see each other's. Closing it does nothing; it is closed with this one.
     *
     * @throws IllegalArgumentException if the name cannot be a user's: 1 to 64 characters, none of them a control character
     */
    Store namespace(String user);

    /** The users who have a part of this store, sorted. A part has none. */
    List<String> namespaces();

    /** The store's own clock, by which programs on several machines agree on what is over. */
    default Instant now() {
        return Instant.now();
    }

    /** What is in it, and where it is. */
    default StoreStatus status() {
        return StoreStatus.of(this);
    }

    /**
     * Writes all of it, the parts of all users too, to a file of its owner's alone (0600): one JSON object a line. What others
     * write meanwhile may be in it or not.
     *
     * @param file made, or replaced in one step when all is on the disk; its directory is there
     * @return how many documents and counters were written
     * @throws StoreException if the file cannot be written; it is as it was
     */
    default long backup(Path file) {
        return Backup.write(this, file);
    }

    /**
     * Reads what {@link #backup} wrote, of this store or another kind of store, into this one, which is empty.
     *
     * @return how many documents and counters were read
     * @throws StoreException if the file is no such backup, or this store is not empty: nothing has changed then; or if this
     *     store fails meanwhile: it has a part then, as is told, and is to be removed
     */
    default long restore(Path file) {
        return Backup.read(file, this);
    }

    /**
     * Runs a command of the database's own, such as {@code {"ping": 1}} for MongoDB.
     *
     * @param json the command
     * @return its answer, as JSON
     * @throws StoreException if it fails, or if this store has none
     */
    default String command(String json) {
        throw new StoreException("%s has no commands; MongoDB has".formatted(this));
    }

    /**
     * The native handle, such as the driver's {@code MongoDatabase}. What is done with it is the caller's business.
     *
     * @throws StoreException if it has none of that type
     */
    default <T> T unwrap(Class<T> type) {
        throw new StoreException("%s has no %s to hand out".formatted(this, type.getName()));
    }

    /** Whether it still knows everything after the process has ended. */
    boolean isLasting();

    /** Gives up everything it holds; a second call does nothing. */
    @Override
    void close();
}

package org.cloudmesh;

import java.util.List;
import java.util.Optional;
import org.cloudmesh.internal.documents.StoredDocuments;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a store, as the original kept them: machines in {@code cloud}, {@code status}, {@code job} and
 * {@code group}, found, changed and deleted by any of their fields. Collections of one's own can be added; those that the library
 * alone keeps, such as {@code intent}, can be read. Thread-safe.
 *
 * <p>A field is named by a path such as {@code cm.user}, and compared with a String, a Number or a Boolean; one that is an array
 * has a value if an element of it is that value. {@code _id} is the document's own id.
 *
 * <p>Each method throws {@link StoreException} if the store cannot be read or written, and {@link IllegalArgumentException} for
 * what is no collection, no field, no JSON object, or nothing the library could read again; nothing was changed then.
 */
public interface Documents {

    /** Those of that store, or of a user's part of it. */
    static Documents of(Store store) {
        return new StoredDocuments(store);
    }

    /**
     * A document as it was found. Immutable.
     *
     * @param id unique in its collection
     * @param json one JSON object
     */
    record Entry(String id, String json) {

        /** Made by the library. */
        @Unstable
        public Entry {}

        /** The JSON. */
        @Override
        public String toString() {
            return json;
        }
    }

    /**
     * Adds a document; its id is what it has in {@code _id}, else one that is made up, or for a machine its cloud and id.
     *
     * @return its id
     * @throws IllegalArgumentException also if there is one of that id
     */
    String insert(String collection, String json);

    /** The first one, by id, that has this value in that field. */
    Optional<Entry> findOne(String collection, String field, Object value);

    /** All that have this value in that field, by id. */
    List<Entry> find(String collection, String field, Object value);

    /**
     * A page of all there are, by id.
     *
     * @param limit at most so many
     * @param after the id of the last one of the page before; null for the first page
     */
    List<Entry> list(String collection, int limit, @Nullable String after);

    /**
     * Sets the top-level fields of {@code info} in all that have this value in that field, and leaves their others as they are.
     *
     * @return how many were changed
     */
    int update(String collection, String field, Object value, String info);

    /**
     * Deletes all that have this value in that field. A machine stays where it is: see {@link Nodes#destroy}.
     *
     * @return how many there were
     */
    int delete(String collection, String field, Object value);

    /**
     * Runs a command of the database's own, such as {@code {"ping": 1}}; for MongoDB alone.
     *
     * @return its answer, as JSON
     */
    String command(String json);
}

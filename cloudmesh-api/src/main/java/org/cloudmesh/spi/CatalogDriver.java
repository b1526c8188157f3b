package org.cloudmesh.spi;

import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;

/**
 * Reads one of a cloud's lists. Thread-safe.
 *
 * @param <T> what it lists
 */
public interface CatalogDriver<T extends CatalogEntry> {

    /** All of it, page by page as it is read; the caller closes the stream. */
    Stream<T> list(Deadline deadline);

    /** The one of this id, or else of this exact name; in one request where the cloud can. */
    Optional<T> find(String idOrName, Deadline deadline);
}

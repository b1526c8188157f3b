package org.cloudmesh.testkit.sim;

import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;

/** What is on one of the lists of a {@link SimCloud}, whatever the mesh calls that cloud. Thread-safe. */
interface SimEntries<T extends CatalogEntry> {

    /** All of them, made as they are read. */
    Stream<T> list(String cloud);

    /** The one of this id, or else of this name. */
    Optional<T> find(String cloud, String idOrName);
}

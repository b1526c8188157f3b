package org.cloudmesh.testkit.sim;

import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;

/** A list of a {@link SimCloud}. Thread-safe. */
final class SimCatalog<T extends CatalogEntry> implements CatalogDriver<T> {

    private final SimRequests requests;
    private final String cloud;
    private final String operation;
    private final SimEntries<T> entries;

    SimCatalog(SimRequests requests, String cloud, String operation, SimEntries<T> entries) {
        this.requests = requests;
        this.cloud = cloud;
        this.operation = operation;
        this.entries = entries;
    }

    @Override
    public Stream<T> list(Deadline deadline) {
        return requests.read(operation, 1, "", () -> entries.list(cloud));
    }

    @Override
    public Optional<T> find(String idOrName, Deadline deadline) {
        return requests.read(operation, 1, idOrName, () -> entries.find(cloud, idOrName));
    }
}

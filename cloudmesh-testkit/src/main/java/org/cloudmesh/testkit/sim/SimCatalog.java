package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Request;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.Deadline;

/** A list of a {@link SimCloud}. Thread-safe. */
final class SimCatalog<T extends CatalogEntry> implements CatalogDriver<T> {

    private final SimState state;
    private final CloudContext context;
    private final String operation;
    private final List<T> entries;

    SimCatalog(SimState state, CloudContext context, String operation, List<T> entries) {
        this.state = state;
        this.context = context;
        this.operation = operation;
        this.entries = entries;
    }

    @Override
    public Stream<T> list(Deadline deadline) {
        called();
        return entries.stream();
    }

    @Override
    public Optional<T> find(String idOrName, Deadline deadline) {
        called();
        return entries.stream()
                .filter(entry -> entry.id().equals(idOrName) || entry.name().equals(idOrName))
                .findFirst();
    }

    private void called() {
        state.called(operation, 1);
        context.requests()
                .accept(new Request(
                        context.name(), operation, 200, null, context.time().now(), Duration.ZERO));
    }
}

package org.cloudmesh.testkit.sim;

import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;

/** A list of a served cloud. Thread-safe. */
final class RemoteCatalog<T extends CatalogEntry> implements CatalogDriver<T> {

    private final RemoteCalls calls;
    private final String operation;
    private final Class<T> type;

    RemoteCatalog(RemoteCalls calls, String operation, Class<T> type) {
        this.calls = calls;
        this.operation = operation;
        this.type = type;
    }

    @Override
    public Stream<T> list(Deadline deadline) {
        return calls.stream(operation, SimWire.object()).map(json -> SimWire.value(json, type));
    }

    @Override
    public Optional<T> find(String idOrName, Deadline deadline) {
        return calls.list(operation, SimWire.object().put("entry", idOrName)).stream()
                .map(json -> SimWire.value(json, type))
                .findFirst();
    }
}

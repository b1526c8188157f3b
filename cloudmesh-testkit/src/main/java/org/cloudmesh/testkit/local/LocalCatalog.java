package org.cloudmesh.testkit.local;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;

/** One of the cloud's lists. Immutable. */
final class LocalCatalog<T extends CatalogEntry> implements CatalogDriver<T> {

    private final Calls calls;
    private final String plural;
    private final List<T> entries;

    LocalCatalog(Calls calls, String plural, List<T> entries) {
        this.calls = calls;
        this.plural = plural;
        this.entries = entries;
    }

    @Override
    public Stream<T> list(Deadline deadline) {
        return calls.call("List" + plural, call -> entries.stream());
    }

    @Override
    public Optional<T> find(String idOrName, Deadline deadline) {
        return calls.call(
                "Find" + plural,
                call -> first(entry -> entry.id().equals(idOrName))
                        .or(() -> first(entry -> entry.name().equals(idOrName))));
    }

    private Optional<T> first(Predicate<T> test) {
        return entries.stream().filter(test).findFirst();
    }
}

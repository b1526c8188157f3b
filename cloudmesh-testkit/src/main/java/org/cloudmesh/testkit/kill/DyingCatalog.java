package org.cloudmesh.testkit.kill;

import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;

/**
 * A list of a cloud until death, which may come while it is read.
 *
 * @param point when that is
 * @param catalog the driver's
 */
record DyingCatalog<T extends CatalogEntry>(KillPoint point, CatalogDriver<T> catalog) implements CatalogDriver<T> {

    @Override
    public Stream<T> list(Deadline deadline) {
        return point.look(() -> catalog.list(deadline)).map(entry -> point.look(() -> entry));
    }

    @Override
    public Optional<T> find(String idOrName, Deadline deadline) {
        return point.look(() -> catalog.find(idOrName, deadline));
    }
}

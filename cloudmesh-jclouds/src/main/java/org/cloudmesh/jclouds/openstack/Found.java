package org.cloudmesh.jclouds.openstack;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;

/** Looks through lists that cannot be asked for one thing. */
final class Found {

    private Found() {}

    /** The one of that id, or else the first of that name. */
    static <T extends CatalogEntry> Optional<T> in(Stream<T> entries, String idOrName) {
        return entries.filter(each -> each.id().equals(idOrName) || each.name().equals(idOrName))
                .min(Comparator.comparing(each -> !each.id().equals(idOrName)));
    }
}

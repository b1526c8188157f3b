package org.cloudmesh.internal.catalog;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import org.cloudmesh.Flavor;
import org.cloudmesh.Flavors;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.MeshRuntime;

/** A cloud's flavors. Thread-safe. */
public final class CloudFlavors extends CloudCatalog<Flavor> implements Flavors {

    private static final Comparator<Flavor> CHEAPEST = Comparator.comparing(
                    Flavor::pricePerHour, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Flavor::memoryMib)
            .thenComparing(Flavor::vcpus)
            .thenComparing(Flavor::diskGib)
            .thenComparing(Flavor::name);

    CloudFlavors(MeshRuntime mesh, CloudConnection cloud) {
        super(mesh, cloud, EntryCodec.FLAVORS, () -> cloud.driver().flavors());
    }

    @Override
    public Optional<Flavor> findCheapest(Predicate<Flavor> fits) {
        var known = list();
        if (known.isEmpty()) {
            refresh();
            known = stored();
        }
        return known.stream().filter(fits).min(CHEAPEST);
    }
}

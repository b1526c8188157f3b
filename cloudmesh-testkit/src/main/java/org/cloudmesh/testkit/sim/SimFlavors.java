package org.cloudmesh.testkit.sim;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.Flavor;
import org.cloudmesh.spi.FlavorBuilder;

/** The flavors of a {@link SimCloud}. Immutable. */
final class SimFlavors implements SimEntries<Flavor> {

    static final String DEFAULT = "sim-small";

    private static final List<String> IDS = List.of(DEFAULT, "sim-medium", "sim-large");

    static boolean has(String id) {
        return IDS.contains(id);
    }

    @Override
    public Stream<Flavor> list(String cloud) {
        return Stream.of(
                flavor(cloud, IDS.get(0), "m1.small", 1),
                flavor(cloud, IDS.get(1), "m1.medium", 2),
                flavor(cloud, IDS.get(2), "m1.large", 4));
    }

    @Override
    public Optional<Flavor> find(String cloud, String idOrName) {
        return list(cloud)
                .filter(flavor -> flavor.id().equals(idOrName) || flavor.name().equals(idOrName))
                .findFirst();
    }

    private static Flavor flavor(String cloud, String id, String name, int vcpus) {
        return new FlavorBuilder(cloud, id, name)
                .vcpus(vcpus)
                .memoryMib(2048 * vcpus)
                .diskGib(20 * vcpus)
                .build();
    }
}

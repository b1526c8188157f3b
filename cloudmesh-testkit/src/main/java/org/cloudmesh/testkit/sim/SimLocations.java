package org.cloudmesh.testkit.sim;

import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.Location;
import org.cloudmesh.spi.LocationBuilder;

/** The one location of a {@link SimCloud}. Immutable. */
final class SimLocations implements SimEntries<Location> {

    static final String ID = "sim-here";

    private static final String NAME = "here";

    @Override
    public Stream<Location> list(String cloud) {
        return Stream.of(new LocationBuilder(cloud, ID, NAME).build());
    }

    @Override
    public Optional<Location> find(String cloud, String idOrName) {
        return idOrName.equals(ID) || idOrName.equals(NAME) ? list(cloud).findFirst() : Optional.empty();
    }
}

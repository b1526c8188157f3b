package org.cloudmesh.internal.runtime;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.Time;

/** Asks again for what a busy or failing cloud did not do, where that is harmless. Thread-safe. */
final class PatientDriver extends ForwardingDriver {

    private final CloudDriver real;
    private final Patience patience;

    PatientDriver(CloudDriver real, Time time, Cancellation closing) {
        super(real);
        this.real = real;
        patience = new Patience(time, closing);
    }

    @Override
    public NodeDriver nodes() {
        return new PatientNodes(real.nodes(), real.createGuarantee(), patience);
    }

    @Override
    public boolean giveBack(String mesh, Collection<String> gone, boolean isLast, Deadline deadline) {
        return patience.read(() -> real.giveBack(mesh, gone, isLast, deadline), deadline);
    }

    @Override
    public CatalogDriver<Image> images() {
        return new PatientCatalog<>(real.images(), patience);
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return new PatientCatalog<>(real.flavors(), patience);
    }

    @Override
    public CatalogDriver<Location> locations() {
        return new PatientCatalog<>(real.locations(), patience);
    }

    private record PatientCatalog<T extends CatalogEntry>(CatalogDriver<T> real, Patience patience)
            implements CatalogDriver<T> {

        @Override
        public Stream<T> list(Deadline deadline) {
            return patience.call(() -> real.list(deadline), deadline);
        }

        @Override
        public Optional<T> find(String idOrName, Deadline deadline) {
            return patience.read(() -> real.find(idOrName, deadline), deadline);
        }
    }
}

package org.cloudmesh.internal.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDefaults;

/** A driver that does all but its nodes as another one does. */
public abstract class ForwardingDriver implements CloudDriver {

    private final CloudDriver real;

    /** As that one. */
    protected ForwardingDriver(CloudDriver real) {
        this.real = real;
    }

    @Override
    public Set<Feature> features() {
        return real.features();
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return real.createGuarantee();
    }

    @Override
    public CatalogDriver<Image> images() {
        return real.images();
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return real.flavors();
    }

    @Override
    public CatalogDriver<Location> locations() {
        return real.locations();
    }

    @Override
    public NodeDefaults defaults() {
        return real.defaults();
    }

    @Override
    public String nodeName(String name) {
        return real.nodeName(name);
    }

    @Override
    public boolean isBilled() {
        return real.isBilled();
    }

    @Override
    public Duration pollInterval() {
        return real.pollInterval();
    }

    @Override
    public Duration settleTime() {
        return real.settleTime();
    }

    @Override
    public boolean giveBack(String mesh, Collection<String> gone, boolean isLast, Deadline deadline) {
        return real.giveBack(mesh, gone, isLast, deadline);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return real.unwrap(type);
    }

    @Override
    public void close() {
        real.close();
    }
}

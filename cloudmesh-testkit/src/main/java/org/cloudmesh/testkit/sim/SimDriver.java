package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.Set;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.NodeDefaults;
import org.cloudmesh.spi.NodeDriver;

/** A connection to a {@link SimCloud}. Thread-safe. */
final class SimDriver implements CloudDriver {

    private final SimSettings settings;
    private final SimRequests requests;
    private final SimNodes nodes;
    private final CloudContext context;

    SimDriver(SimSettings settings, SimMachines machines, SimFaults faults, SimCalls calls, CloudContext context) {
        this.settings = settings;
        this.context = context;
        requests = new SimRequests(settings, calls, faults, context);
        nodes = new SimNodes(settings, machines, faults, requests, context);
    }

    @Override
    public Set<Feature> features() {
        return settings.features;
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return settings.guarantee;
    }

    @Override
    public NodeDriver nodes() {
        return nodes;
    }

    @Override
    public CatalogDriver<Image> images() {
        return catalog("images", settings.images);
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return catalog("flavors", new SimFlavors());
    }

    @Override
    public CatalogDriver<Location> locations() {
        return catalog("locations", new SimLocations());
    }

    private <T extends CatalogEntry> CatalogDriver<T> catalog(String operation, SimEntries<T> entries) {
        return new SimCatalog<>(requests, context.name(), operation, entries);
    }

    @Override
    public NodeDefaults defaults() {
        return new NodeDefaults(SimImages.DEFAULT, SimFlavors.DEFAULT, null);
    }

    @Override
    public boolean isBilled() {
        return settings.billed;
    }

    @Override
    public Duration settleTime() {
        return settings.settleTime;
    }

    /** Nothing to give up: the machines are the cloud's. */
    @Override
    public void close() {}
}

package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.FlavorBuilder;
import org.cloudmesh.spi.ImageBuilder;
import org.cloudmesh.spi.LocationBuilder;
import org.cloudmesh.spi.NodeDefaults;
import org.cloudmesh.spi.NodeDriver;

/** A connection to a {@link SimCloud}. Thread-safe. */
final class SimDriver implements CloudDriver {

    private final SimCloud cloud;
    private final SimState state;
    private final CloudContext context;

    SimDriver(SimCloud cloud, SimState state, CloudContext context) {
        this.cloud = cloud;
        this.state = state;
        this.context = context;
    }

    @Override
    public Set<Feature> features() {
        return cloud.features();
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return cloud.guarantee();
    }

    @Override
    public NodeDriver nodes() {
        return new SimNodes(cloud, state, context);
    }

    @Override
    public CatalogDriver<Image> images() {
        return new SimCatalog<>(state, context, "images", images(context.name()));
    }

    private static List<Image> images(String name) {
        return List.of(
                new ImageBuilder(name, "sim-image", "Sim-Linux")
                        .loginUser("sim")
                        .build(),
                new ImageBuilder(name, "sim-image-gpu", "Sim-Linux-CUDA")
                        .loginUser("sim")
                        .build());
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return new SimCatalog<>(state, context, "flavors", flavors(context.name()));
    }

    private static List<Flavor> flavors(String name) {
        return List.of(
                new FlavorBuilder(name, "sim-small", "m1.small")
                        .vcpus(1)
                        .memoryMib(2048)
                        .diskGib(20)
                        .build(),
                new FlavorBuilder(name, "sim-medium", "m1.medium")
                        .vcpus(2)
                        .memoryMib(4096)
                        .diskGib(40)
                        .build(),
                new FlavorBuilder(name, "sim-large", "m1.large")
                        .vcpus(4)
                        .memoryMib(8192)
                        .diskGib(80)
                        .build());
    }

    /** Why the cloud would not take this request, if it would not. */
    static Optional<NotFoundException> unknown(String cloud, CreateRequest request) {
        return unknown(cloud, "image", images(cloud), request.image())
                .or(() -> unknown(cloud, "flavor", flavors(cloud), request.flavor()));
    }

    private static Optional<NotFoundException> unknown(
            String cloud, String kind, List<? extends CatalogEntry> known, String id) {
        return known.stream().anyMatch(entry -> entry.id().equals(id))
                ? Optional.empty()
                : Optional.of(new NotFoundException(kind, id, "%s: no %s %s".formatted(cloud, kind, id)));
    }

    @Override
    public CatalogDriver<Location> locations() {
        return new SimCatalog<>(
                state, context, "locations", List.of(new LocationBuilder(context.name(), "sim-here", "here").build()));
    }

    @Override
    public NodeDefaults defaults() {
        return new NodeDefaults("sim-image", "sim-small", null);
    }

    @Override
    public boolean isBilled() {
        return cloud.isBilled();
    }

    @Override
    public Duration settleTime() {
        return cloud.settleTime();
    }

    /** Nothing to give up: the machines are the cloud's. */
    @Override
    public void close() {}
}

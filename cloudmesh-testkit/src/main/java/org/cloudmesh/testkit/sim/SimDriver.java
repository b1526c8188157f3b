package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
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
        var name = context.name();
        return new SimCatalog<>(
                state,
                context,
                "images",
                List.of(
                        new ImageBuilder(name, "sim-image", "Sim-Linux")
                                .loginUser("sim")
                                .build(),
                        new ImageBuilder(name, "sim-image-gpu", "Sim-Linux-CUDA")
                                .loginUser("sim")
                                .build()));
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        var name = context.name();
        return new SimCatalog<>(
                state,
                context,
                "flavors",
                List.of(
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
                                .build()));
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

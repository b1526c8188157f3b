package org.cloudmesh.testkit.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.CancelledException;
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
import org.jspecify.annotations.Nullable;

/** One account at the cloud on this machine. Thread-safe. */
final class LocalDriver implements CloudDriver {

    private final LocalCloud provider;
    private final CloudContext context;
    private final Path directory;
    private final Calls calls;
    private final Offer offer;
    private @Nullable Machines machines;
    private boolean closed;

    LocalDriver(LocalCloud provider, CloudContext context, Path directory) {
        this.provider = provider;
        this.context = context;
        this.directory = directory;
        this.calls = new Calls(context);
        this.offer = new Offer(context.name());
    }

    /** Takes the directory and brings up what ran there, unless that was done already. */
    synchronized Machines machines(Call call) {
        if (closed) {
            throw new CancelledException("the cloud \"%s\" is closed".formatted(context.name()));
        }
        var opened = machines;
        if (opened == null) {
            opened = Machines.open(directory, call);
            machines = opened;
        }
        return opened;
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.BOOT, Feature.STOP, Feature.REBOOT, Feature.USER_DATA);
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return CreateGuarantee.METADATA;
    }

    @Override
    public NodeDriver nodes() {
        return new LocalNodes(this, context, calls, offer);
    }

    @Override
    public CatalogDriver<Image> images() {
        return new LocalCatalog<>(calls, "Images", offer.images());
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return new LocalCatalog<>(calls, "Flavors", offer.flavors());
    }

    @Override
    public CatalogDriver<Location> locations() {
        return new LocalCatalog<>(calls, "Locations", offer.locations());
    }

    @Override
    public NodeDefaults defaults() {
        return new NodeDefaults("local", "small", null);
    }

    @Override
    public boolean isBilled() {
        return false;
    }

    @Override
    public Duration pollInterval() {
        return Duration.ofMillis(50);
    }

    @Override
    public Duration settleTime() {
        return Duration.ZERO;
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        if (type.isInstance(provider)) {
            return Optional.of(type.cast(provider));
        }
        return CloudDriver.super.unwrap(type);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (machines != null) {
            machines.close();
            machines = null;
        }
    }
}

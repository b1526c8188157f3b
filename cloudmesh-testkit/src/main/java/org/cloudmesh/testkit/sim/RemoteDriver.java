package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.NodeDefaults;
import org.cloudmesh.spi.NodeDriver;
import org.jspecify.annotations.Nullable;

/** A connection to the cloud of a {@link SimServer}. Thread-safe. */
final class RemoteDriver implements CloudDriver {

    private final RemoteCalls calls;
    private volatile @Nullable RemoteFacts facts;

    RemoteDriver(RemoteCalls calls) {
        this.calls = calls;
    }

    /** Asked once; the cloud does not count it as a call. */
    RemoteFacts facts() {
        var known = facts;
        if (known == null) {
            known = RemoteFacts.read(
                    calls.list(RemoteFacts.OPERATION, SimWire.object()).get(0));
            facts = known;
        }
        return known;
    }

    @Override
    public Set<Feature> features() {
        return facts().features();
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return facts().guarantee();
    }

    @Override
    public NodeDriver nodes() {
        return new RemoteNodes(this, calls);
    }

    @Override
    public CatalogDriver<Image> images() {
        return new RemoteCatalog<>(calls, "images", Image.class);
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return new RemoteCatalog<>(calls, "flavors", Flavor.class);
    }

    @Override
    public CatalogDriver<Location> locations() {
        return new RemoteCatalog<>(calls, "locations", Location.class);
    }

    @Override
    public NodeDefaults defaults() {
        return facts().defaults();
    }

    @Override
    public boolean isBilled() {
        return facts().isBilled();
    }

    @Override
    public Duration pollInterval() {
        return facts().pollInterval();
    }

    @Override
    public Duration settleTime() {
        return facts().settleTime();
    }

    @Override
    public void close() {
        calls.close();
    }
}

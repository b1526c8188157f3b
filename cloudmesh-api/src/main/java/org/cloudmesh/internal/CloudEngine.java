package org.cloudmesh.internal;

import java.util.Set;
import org.cloudmesh.Catalog;
import org.cloudmesh.Cloud;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavors;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.Nodes;
import org.cloudmesh.internal.catalog.Catalogs;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshRuntime;

/** One cloud of a mesh. Thread-safe. */
final class CloudEngine implements Cloud {

    private final Clouds clouds;
    private final CloudConnection connection;
    private final Nodes nodes;
    private final Catalogs catalogs;

    CloudEngine(MeshRuntime runtime, Clouds clouds, CloudConnection connection, Nodes nodes) {
        this.clouds = clouds;
        this.connection = connection;
        this.nodes = nodes;
        catalogs = new Catalogs(runtime, connection);
    }

    @Override
    public String name() {
        return connection.name();
    }

    @Override
    public String kind() {
        return connection.kind();
    }

    @Override
    public Set<Feature> features() {
        return Set.copyOf(connection.driver().features());
    }

    @Override
    public boolean isActive() {
        return clouds.isActive(connection);
    }

    @Override
    public void activate() {
        clouds.setActive(connection, true);
    }

    @Override
    public void deactivate() {
        clouds.setActive(connection, false);
    }

    @Override
    public Nodes nodes() {
        return nodes;
    }

    @Override
    public Catalog<Image> images() {
        return catalogs.images();
    }

    @Override
    public Flavors flavors() {
        return catalogs.flavors();
    }

    @Override
    public Catalog<Location> locations() {
        return catalogs.locations();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return connection
                .driver()
                .unwrap(type)
                .orElseThrow(() -> new IllegalArgumentException(
                        "cloud \"%s\" (%s) has no native handle of type %s".formatted(name(), kind(), type.getName())));
    }

    @Override
    public String toString() {
        return "%s (%s)%s".formatted(name(), kind(), isActive() ? "" : ", not active");
    }
}

package org.cloudmesh.jclouds.openstack;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.jclouds.http.NativeHandle;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.jclouds.openstack.nova.v2_0.NovaApi;

/** One project at one OpenStack cloud. */
final class OpenStackDriver implements CloudDriver {

    private static final Set<Feature> FEATURES = Set.copyOf(EnumSet.of(
            Feature.BOOT, Feature.STOP, Feature.SUSPEND, Feature.REBOOT, Feature.USER_DATA, Feature.PUBLIC_ADDRESS));

    private final OpenStackApi api;
    private final Networks networks;
    private final MeshAccess access;
    private final FloatingAddresses addresses;
    private final ServerNodes nodes;
    private final Images images;
    private final Flavors flavors;
    private final Locations locations;
    private final NativeHandle handle;

    /** Nothing is sent, and no credentials are asked for. */
    OpenStackDriver(CloudContext context) {
        api = new OpenStackApi(context);
        networks = new Networks(api);
        access = new MeshAccess(api, networks);
        addresses = new FloatingAddresses(api, networks);
        nodes = new ServerNodes(api, new ServerCreate(api, networks, access), addresses);
        images = new Images(api);
        flavors = new Flavors(api);
        locations = new Locations(api);
        handle = new NativeHandle(new NovaContext(api)::builder, NovaApi.class);
    }

    @Override
    public Set<Feature> features() {
        return FEATURES;
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return CreateGuarantee.METADATA;
    }

    @Override
    public NodeDriver nodes() {
        return nodes;
    }

    @Override
    public CatalogDriver<Image> images() {
        return images;
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return flavors;
    }

    @Override
    public CatalogDriver<Location> locations() {
        return locations;
    }

    @Override
    public Duration pollInterval() {
        return Duration.ofSeconds(3);
    }

    @Override
    public boolean giveBack(String mesh, Collection<String> gone, boolean isLast, Deadline deadline) {
        var attempts = new Attempts();
        if (networks.isThere(deadline)) {
            attempts.make(() -> addresses.giveBack(mesh, gone, attempts, deadline));
        }
        if (isLast) {
            attempts.make(() -> access.giveBack(mesh, attempts, deadline));
        }
        attempts.end();
        return !attempts.isSomethingInUse();
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return handle.unwrap(type);
    }

    @Override
    public void close() {
        handle.close();
        api.close();
    }

    @Override
    public String toString() {
        return "openstack cloud " + api.cloud();
    }
}

package org.cloudmesh.jclouds.ec2;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDefaults;
import org.cloudmesh.spi.NodeDriver;

/** One account in one region of EC2. Thread-safe. */
final class Ec2Driver implements CloudDriver {

    // Suspending is hibernating, which a machine must have been launched for.
    private static final Set<Feature> FEATURES = Set.of(Feature.BOOT, Feature.STOP, Feature.REBOOT, Feature.USER_DATA);

    private final Ec2Account account;
    private final Ec2Access access;
    private final Ec2Nodes nodes;
    private final CatalogDriver<Image> images;
    private final CatalogDriver<Flavor> flavors;
    private final CatalogDriver<Location> locations;

    Ec2Driver(CloudContext context) {
        account = new Ec2Account(context);
        var api = new Ec2Api(account);
        access = new Ec2Access(context.name(), api, account);
        var recent = new Ec2Recent(context.time(), settleTime());
        nodes = new Ec2Nodes(context, api, account, access, recent);
        images = new Ec2Images(context.config(), api);
        flavors = new Ec2Flavors(context.name(), api);
        locations = new Ec2Locations(context.name(), api, account);
    }

    @Override
    public Set<Feature> features() {
        return FEATURES;
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return CreateGuarantee.TOKEN;
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
    public NodeDefaults defaults() {
        return new NodeDefaults(null, "t3.micro", null);
    }

    @Override
    public boolean giveBack(String mesh, Collection<String> gone, boolean isLast, Deadline deadline) {
        return !isLast || access.giveBack(mesh, deadline);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : account.unwrap(type);
    }

    @Override
    public void close() {
        account.close();
    }
}

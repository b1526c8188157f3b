package org.cloudmesh.testkit.kill;

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
import org.cloudmesh.spi.NodeDriver;

/**
 * A connection until death. What needs no request is known to the dead, too: they can do nothing with it.
 *
 * @param point when that is
 * @param driver to the cloud
 */
record DyingDriver(KillPoint point, CloudDriver driver) implements CloudDriver {

    @Override
    public Set<Feature> features() {
        return driver.features();
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return driver.createGuarantee();
    }

    @Override
    public NodeDriver nodes() {
        return new DyingNodes(point, driver.nodes());
    }

    @Override
    public CatalogDriver<Image> images() {
        return new DyingCatalog<>(point, driver.images());
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return new DyingCatalog<>(point, driver.flavors());
    }

    @Override
    public CatalogDriver<Location> locations() {
        return new DyingCatalog<>(point, driver.locations());
    }

    @Override
    public NodeDefaults defaults() {
        return driver.defaults();
    }

    @Override
    public String nodeName(String name) {
        return driver.nodeName(name);
    }

    @Override
    public boolean isBilled() {
        return driver.isBilled();
    }

    @Override
    public Duration pollInterval() {
        return driver.pollInterval();
    }

    @Override
    public Duration settleTime() {
        return driver.settleTime();
    }

    @Override
    public boolean giveBack(String mesh, Collection<String> gone, boolean isLast, Deadline deadline) {
        return point.effect(() -> driver.giveBack(mesh, gone, isLast, deadline));
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return point.look(() -> driver.unwrap(type));
    }

    @Override
    public void close() {
        driver.close();
    }
}

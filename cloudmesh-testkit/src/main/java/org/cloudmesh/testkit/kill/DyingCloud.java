package org.cloudmesh.testkit.kill;

import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;

/**
 * A cloud until death.
 *
 * @param point when that is
 * @param cloud which
 */
record DyingCloud(KillPoint point, CloudProvider cloud) implements CloudProvider {

    @Override
    public String kind() {
        return cloud.kind();
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        return new DyingDriver(point, point.look(() -> cloud.connect(context)));
    }
}

package org.cloudmesh.testkit.sim;

import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;

/**
 * The cloud of a {@link SimServer}. Immutable.
 *
 * @param port where it is served
 */
record RemoteCloud(int port) implements CloudProvider {

    @Override
    public String kind() {
        return "sim";
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        return new RemoteDriver(new RemoteCalls(port, context));
    }
}

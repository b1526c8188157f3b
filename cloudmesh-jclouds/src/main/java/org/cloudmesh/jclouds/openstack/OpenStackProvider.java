package org.cloudmesh.jclouds.openstack;

import org.cloudmesh.jclouds.http.ForeignSettings;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;

/** Clouds of kind {@code openstack}, such as Chameleon and Jetstream. */
public final class OpenStackProvider implements CloudProvider {

    /** Found by the service loader. */
    public OpenStackProvider() {}

    @Override
    public String kind() {
        return "openstack";
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        ForeignSettings.refuse(context.name(), "openstack-nova");
        return new OpenStackDriver(context);
    }
}

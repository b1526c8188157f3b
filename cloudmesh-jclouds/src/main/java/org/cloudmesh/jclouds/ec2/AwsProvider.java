package org.cloudmesh.jclouds.ec2;

import org.cloudmesh.jclouds.http.ForeignSettings;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;

/**
 * EC2: one account in one region. The region is the credentials', or that of the zone the configuration names; {@code endpoint}
 * leads to another cloud that speaks like it.
 */
public final class AwsProvider implements CloudProvider {

    /** For the service loader. */
    public AwsProvider() {}

    @Override
    public String kind() {
        return "aws";
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        ForeignSettings.refuse(context.name(), "aws-ec2", "ec2");
        return new Ec2Driver(context);
    }
}

package org.cloudmesh.jclouds.ec2;

import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;

/** The same as {@link AwsProvider}, for who calls it by the service's name. */
public final class Ec2Provider implements CloudProvider {

    private final AwsProvider aws = new AwsProvider();

    /** For the service loader. */
    public Ec2Provider() {}

    @Override
    public String kind() {
        return "ec2";
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        return aws.connect(context);
    }
}

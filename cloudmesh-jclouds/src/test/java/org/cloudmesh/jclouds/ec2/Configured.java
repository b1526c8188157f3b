package org.cloudmesh.jclouds.ec2;

import java.util.HashMap;
import java.util.Map;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;

/** The provider, with settings: a contract connects without any. */
record Configured(Map<String, String> settings) implements CloudProvider {

    static Configured at(String endpoint, String accessKeyId, String secretAccessKey) {
        return new Configured(Map.of(
                "endpoint", endpoint,
                "default.location", "us-east-1",
                "credentials.EC2_ACCESS_ID", accessKeyId,
                "credentials.EC2_SECRET_KEY", secretAccessKey));
    }

    Configured with(String key, String value) {
        var more = new HashMap<>(settings);
        more.put(key, value);
        return new Configured(more);
    }

    @Override
    public String kind() {
        return new AwsProvider().kind();
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        var config = CloudConfig.of(context.name(), settings);
        return new AwsProvider()
                .connect(new CloudContext(
                        context.name(), context.directory(), context.time(), context.requests(), config));
    }
}

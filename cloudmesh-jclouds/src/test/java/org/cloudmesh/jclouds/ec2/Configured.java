package org.cloudmesh.jclouds.ec2;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.testkit.ec2.Ec2Options;
import org.cloudmesh.testkit.ec2.FakeEc2;

/** The provider, with settings: a contract connects without any. */
record Configured(Map<String, String> settings) implements CloudProvider {

    /** okhttp's own: daemons that end when they are idle. */
    static final Set<String> SHARED_THREADS = Set.of("OkHttp TaskRunner", "Okio Watchdog");

    static Configured at(FakeEc2 ec2) {
        return at(ec2.endpoint().toString(), Ec2Options.ACCESS_KEY, Ec2Options.SECRET_KEY)
                .with("requests_per_second", "100000");
    }

    /** An image that the usual flavor can boot. */
    static String x86(FakeEc2 ec2) {
        return ec2.images().stream()
                .filter(image -> image.architecture().equals("x86_64"))
                .findFirst()
                .orElseThrow()
                .id();
    }

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

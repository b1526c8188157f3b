package org.cloudmesh.jclouds.openstack;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;

/** The provider under test, with the settings a configuration would have. */
record Configured(Map<String, String> settings) implements CloudProvider {

    /** okhttp's are the JVM's, and end by themselves. */
    static final Set<String> SHARED_THREADS = Set.of("OkHttp TaskRunner", "Okio Watchdog");

    /** The user of a fake, and settings beside. */
    static Map<String, String> demo(URI endpoint, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "auth.auth_url", endpoint.toString(),
                "auth.username", "demo",
                "auth.password", "secret",
                "auth.project_name", "demo",
                "auth.user_domain_name", "Default",
                "auth.project_domain_name", "Default",
                "default.ssh_from", "192.0.2.0/24"));
        settings.putAll(more);
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    @Override
    public String kind() {
        return "openstack";
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        var config = CloudConfig.of(context.name(), settings);
        return new OpenStackProvider()
                .connect(new CloudContext(
                        context.name(), context.directory(), context.time(), context.requests(), config));
    }
}

package org.cloudmesh.testkit.openstack;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all services know. Whoever reads or changes the cloud holds its lock. */
final class World {

    static final String USER_ID = "76f8e3f7fc6c42dcbc4c8f3aee2782e7";
    static final String PROJECT_ID = "a5a3825c168e4755984e0c8bacca1e48";
    static final String ADMIN_PROJECT_ID = "ab82a780b5e4406b8acdf234bca1060c";

    final OpenStackOptions options;
    final Tokens tokens;
    private @Nullable URI base;

    World(OpenStackOptions options) {
        this.options = options;
        tokens = new Tokens(options);
    }

    void servedAt(URI endpoint) {
        base = endpoint;
    }

    String url(String path) {
        if (base == null) {
            throw new IllegalStateException("the fake has no address yet");
        }
        return base + path;
    }

    /** What the URLs of that region's services begin with: nothing for the first, so that they are DevStack's. */
    String prefix(String region) {
        return options.regions.indexOf(region) == 0 ? "" : "/" + region;
    }

    Instant now() {
        return options.time.now();
    }

    static String id() {
        return UUID.randomUUID().toString();
    }
}

package org.cloudmesh.internal.nodes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.BootOptions;
import org.cloudmesh.ConfigException;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.ssh.SshKeys;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudConfig;

/** How the machines of a boot are to be reached: as the caller says, else the configuration, else by what is made for it. */
final class BootAccess {

    private static final List<String> KEY = List.of("default.key");
    private static final List<String> GROUPS =
            List.of("default.secgroup", "default.EC2_SECURITY_GROUP", "credentials.EC2_SECURITY_GROUP");
    private static final List<String> NETWORKS = List.of("default.network", "default.subnet");
    private static final String ADDRESS = "default.address";

    private BootAccess() {}

    static Access of(BootOptions options, CloudConnection cloud, String mesh, SshKeys keys) {
        var config = cloud.config();
        var keyPair = Optional.ofNullable(options.keyPair()).or(() -> first(config, KEY));
        return new Access(
                mesh,
                keys.publicKey(),
                keyPair.orElse(null),
                options.securityGroups().isEmpty() ? list(config, GROUPS) : options.securityGroups(),
                options.networks().isEmpty() ? list(config, NETWORKS) : options.networks(),
                options.isPrivate() || isPrivate(config));
    }

    private static boolean isPrivate(CloudConfig config) {
        var said = config.find(ADDRESS).orElse("public");
        if (!List.of("public", Labels.PRIVATE).contains(said)) {
            throw new ConfigException("%s of cloud \"%s\" is public or private, not \"%s\"; nothing was asked of it"
                    .formatted(ADDRESS, config.cloud(), said));
        }
        return said.equals(Labels.PRIVATE);
    }

    private static List<String> list(CloudConfig config, List<String> keys) {
        return first(config, keys).stream()
                .flatMap(said -> Arrays.stream(said.split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static Optional<String> first(CloudConfig config, List<String> keys) {
        return keys.stream().flatMap(key -> config.find(key).stream()).findFirst();
    }
}

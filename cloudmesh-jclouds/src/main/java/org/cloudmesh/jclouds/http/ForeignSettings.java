package org.cloudmesh.jclouds.http;

import java.util.List;
import java.util.TreeSet;
import org.cloudmesh.ConfigException;

/** System properties that jclouds would obey rather than the configuration: somebody else's credentials, or endpoint. */
public final class ForeignSettings {

    private static final List<String> WORDS =
            List.of("identity", "credential", "endpoint", "trust-all-certs", "relax-hostname");

    private ForeignSettings() {}

    /**
     * Refuses them.
     *
     * @param ids of jclouds' providers, such as {@code aws-ec2}; {@code jclouds} is one in any case
     * @throws ConfigException if there is one; its value is not shown
     */
    public static void refuse(String cloud, String... ids) {
        var prefixes = new TreeSet<>(List.of(ids));
        prefixes.add("jclouds");
        for (var name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
            for (var prefix : prefixes) {
                if (name.startsWith(prefix + ".")
                        && WORDS.stream().anyMatch(name.substring(prefix.length())::contains)) {
                    throw new ConfigException(
                            "the system property %s would go before the configuration of cloud \"%s\"; take it away, and write it there"
                                    .formatted(name, cloud));
                }
            }
        }
    }
}

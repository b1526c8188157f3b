package org.cloudmesh.jclouds.ec2;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cloudmesh.ConfigException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CredentialScheme;

/**
 * Which region, and where it answers. Immutable.
 *
 * @param region such as {@code us-east-1}
 * @param endpoint where requests go
 * @param isAmazons whether it was made of the region's name, and not named by the configuration
 */
record Ec2Place(String region, URI endpoint, boolean isAmazons) {

    private static final List<String> ENDPOINTS =
            List.of("endpoint", "default.endpoint", "credentials.endpoint", "EC2_URL", "credentials.EC2_URL");

    /** A region, and what follows it in the name of a zone, a local zone too: {@code us-west-2a}, {@code us-west-2-lax-1a}. */
    private static final Pattern ZONE = Pattern.compile("([a-z]+(?:-[a-z]+)+?-\\d+)((?:-[a-z]+-\\d+)?[a-z]?)");

    /** As the configuration and the credentials say. */
    static Ec2Place of(CloudConfig config) {
        var said = config.credentials(CredentialScheme.AWS).find("region");
        var region = said.map(Ec2Place::regionOf)
                .orElseThrow(() ->
                        new ConfigException("cloud \"%s\" names no region; set its default.location, such as us-east-1"
                                .formatted(config.cloud())));
        var endpoint =
                ENDPOINTS.stream().flatMap(key -> config.find(key).stream()).findFirst();
        return endpoint.map(text -> new Ec2Place(region, uri(config, text), false))
                .orElseGet(() -> new Ec2Place(region, amazons(config, region), true));
    }

    private static String regionOf(String said) {
        var matcher = ZONE.matcher(said);
        return matcher.matches() ? matcher.group(1) : said;
    }

    private static URI amazons(CloudConfig config, String region) {
        if (!region.matches("[a-z0-9-]+")) {
            throw new ConfigException(
                    "the region \"%s\" of cloud \"%s\" is none; one is us-east-1".formatted(region, config.cloud()));
        }
        return URI.create("https://ec2.%s.amazonaws.com%s/".formatted(region, region.startsWith("cn-") ? ".cn" : ""));
    }

    private static URI uri(CloudConfig config, String text) {
        try {
            var uri = URI.create(text.strip());
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isWeb && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawUserInfo() == null) {
                // What is signed is a path, and at least a slash.
                return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
            }
        } catch (IllegalArgumentException e) {
            // Its message has what is written, which may be a password.
            throw noAddress(config);
        }
        throw noAddress(config);
    }

    private static ConfigException noAddress(CloudConfig config) {
        return new ConfigException("the endpoint of cloud \"%s\" is no address such as https://ec2.example.org:8773/"
                .formatted(config.cloud()));
    }

    /**
     * The zone a location means; empty for the region itself.
     *
     * @throws NotFoundException if it is in another region
     */
    Optional<String> zone(String cloud, String location) {
        if (location.equals(region)) {
            return Optional.empty();
        }
        if (isElsewhere(location)) {
            throw new NotFoundException(
                    "location",
                    location,
                    "cloud \"%s\" is in %s, not in %s; that region is a cloud of its own in the configuration"
                            .formatted(cloud, region, location));
        }
        return Optional.of(location);
    }

    /** Whether it is another region, or in one. */
    boolean isElsewhere(String location) {
        var matcher = ZONE.matcher(location);
        return matcher.matches() && !matcher.group(1).equals(region);
    }
}

package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CloudConfig;

/** Whose image is meant by a name: anybody may publish one under any name. Immutable. */
final class Ec2Owners {

    static final String SETTING = "default.image_owner";

    /** Aliases that only Amazon gives, and the accounts that the makers of these systems name in their documentation. */
    private static final Set<String> VERIFIED = Set.of(
            "amazon",
            "aws-marketplace",
            // Canonical
            "099720109477",
            // Debian
            "136693071363",
            // Red Hat
            "309956199498",
            // SUSE
            "013907871322",
            // Rocky
            "792107900819",
            // Fedora
            "125523088429");

    private final String cloud;
    private final Set<String> named;

    /** What the configuration names, separated by commas, goes before all others. */
    Ec2Owners(CloudConfig config) {
        cloud = config.cloud();
        named = config.find(SETTING).stream()
                .flatMap(text -> Arrays.stream(text.split("[,\\s]+")))
                .collect(Collectors.toSet());
    }

    /**
     * The newest of the first kind of owner that has one: those named and the account itself, then those that are verified.
     *
     * @throws ConfigException if only others have one, and several of them
     */
    Optional<JsonNode> choose(String name, List<? extends JsonNode> images) {
        var first = images.stream().mapToInt(this::rank).min();
        var candidates = images.stream()
                .filter(image -> rank(image) == first.orElseThrow())
                .toList();
        if (first.orElse(0) == 2 && owners(candidates).size() > 1) {
            throw new ConfigException(
                    "several owners have an image called \"%s\" in cloud \"%s\": %s; name the id, or the owner in %s"
                            .formatted(name, cloud, ids(candidates), SETTING));
        }
        return candidates.stream()
                .<JsonNode>map(image -> image)
                .max(Comparator.comparing(image -> image.path("creationDate").asText()));
    }

    private int rank(JsonNode image) {
        var id = image.path("imageOwnerId").asText();
        var alias = image.path("imageOwnerAlias").asText();
        if (alias.equals("self") || named.contains(id) || named.contains(alias)) {
            return 0;
        }
        return VERIFIED.contains(id) || VERIFIED.contains(alias) ? 1 : 2;
    }

    private static Set<String> owners(List<? extends JsonNode> images) {
        return images.stream().map(image -> image.path("imageOwnerId").asText()).collect(Collectors.toSet());
    }

    private static String ids(List<? extends JsonNode> images) {
        return images.stream()
                .limit(5)
                .map(image -> "%s of %s"
                        .formatted(
                                image.path("imageId").asText(),
                                image.path("imageOwnerId").asText()))
                .collect(Collectors.joining(", "));
    }
}

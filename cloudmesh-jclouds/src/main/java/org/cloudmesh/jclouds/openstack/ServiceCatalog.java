package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.Credentials;

/** Where the services of one region are. Immutable. */
final class ServiceCatalog {

    private record Endpoint(String type, String region, String face, String url) {}

    private final String cloud;
    private final List<Endpoint> endpoints;
    private final String face;
    private final String region;

    /**
     * Of what a token came with.
     *
     * @throws ConfigException if it has no Nova, or several regions and none of them is named, or not the one that is
     */
    ServiceCatalog(JsonNode catalog, CloudConfig config, Credentials credentials) {
        cloud = config.cloud();
        // Keystone 2 called them publicURL and so on; such files are still about.
        face = credentials.find("interface").orElse("public").replaceFirst("(?i)url$", "");
        endpoints = elements(catalog).flatMap(ServiceCatalog::endpoints).toList();
        region = choose(config, credentials);
    }

    private static Stream<Endpoint> endpoints(JsonNode service) {
        return elements(service.path("endpoints"))
                .map(each -> new Endpoint(
                        service.path("type").asText(),
                        each.path(each.hasNonNull("region_id") ? "region_id" : "region")
                                .asText(""),
                        each.path("interface").asText(),
                        each.path("url").asText()));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private String choose(CloudConfig config, Credentials credentials) {
        var known = new TreeSet<String>();
        of(Service.COMPUTE).forEach(each -> known.add(each.region()));
        if (known.isEmpty()) {
            throw new ConfigException("the catalog of cloud \"%s\" has no %s service of interface %s"
                    .formatted(cloud, Service.COMPUTE.type(), face));
        }
        var named = credentials.find("region");
        if (named.isPresent() && known.contains(named.get())) {
            return named.get();
        }
        // default.location may name a zone as well.
        boolean isZone = named.isPresent() && named.equals(config.find("default.location"));
        if (known.size() == 1 && (named.isEmpty() || isZone)) {
            return known.first();
        }
        throw new ConfigException(
                named.isPresent()
                        ? "cloud \"%s\" has no region \"%s\"; known are %s".formatted(cloud, named.get(), known)
                        : "cloud \"%s\" has the regions %s; next: name one of them as region_name"
                                .formatted(cloud, known));
    }

    private Stream<Endpoint> of(Service service) {
        return endpoints.stream()
                .filter(each ->
                        each.type().equals(service.type()) && each.face().equals(face));
    }

    String region() {
        return region;
    }

    /** The address of that service, with its version and without a slash behind it; empty if there is none here. */
    Optional<String> find(Service service) {
        return of(service)
                .filter(each -> each.region().equals(region))
                .map(each -> service.base(each.url()))
                .findFirst();
    }

    String get(Service service) {
        return find(service)
                .orElseThrow(() -> new ConfigException("cloud \"%s\" has no %s service in region %s (interface %s)"
                        .formatted(cloud, service.type(), region, face)));
    }
}

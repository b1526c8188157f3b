package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.Flavor;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.FlavorBuilder;

/** Nova's flavors. Thread-safe. */
final class Flavors implements CatalogDriver<Flavor> {

    private static final ListRequest FLAVORS =
            new ListRequest(Service.COMPUTE, "ListFlavors", "/flavors/detail", "", "flavors");

    private final OpenStackApi api;

    Flavors(OpenStackApi api) {
        this.api = api;
    }

    @Override
    public Stream<Flavor> list(Deadline deadline) {
        return Pages.stream(api, FLAVORS, this::flavor, deadline);
    }

    /** All are one page. */
    @Override
    public Optional<Flavor> find(String idOrName, Deadline deadline) {
        try (var all = list(deadline)) {
            return Found.in(all, idOrName);
        }
    }

    private Flavor flavor(JsonNode json, Instant askedAt) {
        return new FlavorBuilder(
                        api.cloud(), json.path("id").asText(), json.path("name").asText())
                .vcpus(json.path("vcpus").asDouble())
                .memoryMib(json.path("ram").asInt())
                .diskGib(json.path("disk").asInt())
                .raw(Json.raw(json))
                .build();
    }
}

package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.Location;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.LocationBuilder;

/** The region that is logged in to, and its zones. Thread-safe. */
final class Locations implements CatalogDriver<Location> {

    private static final ListRequest ZONES = new ListRequest(
            Service.COMPUTE, "ListAvailabilityZones", "/os-availability-zone", "", "availabilityZoneInfo");

    private final OpenStackApi api;

    Locations(OpenStackApi api) {
        this.api = api;
    }

    @Override
    public Stream<Location> list(Deadline deadline) {
        var region = api.token(deadline).services().region();
        var raw = Json.write(Json.object().put("region", region));
        var itself = new LocationBuilder(api.cloud(), region, region).raw(raw).build();
        var zones = Pages.stream(api, ZONES, (json, at) -> zone(json, region), deadline);
        return Stream.concat(Stream.of(itself), zones);
    }

    @Override
    public Optional<Location> find(String idOrName, Deadline deadline) {
        try (var all = list(deadline)) {
            return Found.in(all, idOrName);
        }
    }

    private Location zone(JsonNode json, String region) {
        var name = json.path("zoneName").asText();
        return new LocationBuilder(api.cloud(), name, name)
                .region(region)
                .raw(Json.raw(json))
                .build();
    }
}

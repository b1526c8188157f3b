package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.Location;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.LocationBuilder;

/** The region of the account and the zones in it. Thread-safe. */
final class Ec2Locations implements CatalogDriver<Location> {

    private static final String DESCRIBE = "DescribeAvailabilityZones";
    private static final String SET = "availabilityZoneInfo";

    private final String cloud;
    private final Ec2Api api;
    private final Ec2Account account;

    Ec2Locations(String cloud, Ec2Api api, Ec2Account account) {
        this.cloud = cloud;
        this.api = api;
        this.account = account;
    }

    @Override
    public Stream<Location> list(Deadline deadline) {
        var zones = api.list(new Ec2Query(DESCRIBE), SET, deadline);
        return Stream.concat(Stream.of(region()), zones.map(this::zone)).onClose(zones::close);
    }

    /** No request for the region of the account, nor for what is in another one. */
    @Override
    public Optional<Location> find(String idOrName, Deadline deadline) {
        var place = account.place();
        if (idOrName.equals(place.region())) {
            return Optional.of(region());
        }
        if (place.isElsewhere(idOrName)) {
            return Optional.empty();
        }
        return api.all(new Ec2Query(DESCRIBE).filter("zone-name", List.of(idOrName)), SET, deadline).stream()
                .findFirst()
                .map(this::zone);
    }

    private Location region() {
        var name = account.place().region();
        var raw = JsonNodeFactory.instance.objectNode().put("regionName", name);
        return new LocationBuilder(cloud, name, name).raw(raw.toString()).build();
    }

    private Location zone(JsonNode record) {
        var name = record.path("zoneName").asText();
        return new LocationBuilder(cloud, name, name)
                .region(Ec2Records.text(record, "regionName"))
                .raw(record.toString())
                .build();
    }
}

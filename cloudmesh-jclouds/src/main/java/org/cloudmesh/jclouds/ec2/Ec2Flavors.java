package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.Flavor;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.FlavorBuilder;

/** The instance types of the region; what they cost EC2 does not say. Thread-safe. */
final class Ec2Flavors implements CatalogDriver<Flavor> {

    private static final String DESCRIBE = "DescribeInstanceTypes";
    private static final String SET = "instanceTypeSet";
    private static final String PAGE = "100";

    private final String cloud;
    private final Ec2Api api;

    Ec2Flavors(String cloud, Ec2Api api) {
        this.cloud = cloud;
        this.api = api;
    }

    @Override
    public Stream<Flavor> list(Deadline deadline) {
        return api.list(new Ec2Query(DESCRIBE).with("MaxResults", PAGE), SET, deadline)
                .map(this::flavor);
    }

    @Override
    public Optional<Flavor> find(String idOrName, Deadline deadline) {
        try {
            return api.all(new Ec2Query(DESCRIBE).list("InstanceType", List.of(idOrName)), SET, deadline).stream()
                    .findFirst()
                    .map(this::flavor);
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private Flavor flavor(JsonNode record) {
        var name = record.path("instanceType").asText();
        return new FlavorBuilder(cloud, name, name)
                .vcpus(record.path("vCpuInfo").path("defaultVCpus").asDouble())
                .memoryMib(record.path("memoryInfo").path("sizeInMiB").asInt())
                .diskGib(
                        record.path("instanceStorageInfo").path("totalSizeInGB").asInt())
                .raw(Xml.json(record))
                .build();
    }
}

package org.cloudmesh.testkit.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cloudmesh.testkit.ec2.Network.Subnet;
import org.jspecify.annotations.Nullable;

/** Documented: "DescribeRegions", "DescribeAvailabilityZones", "DescribeVpcs", "DescribeSubnets". */
final class NetworkOperations {

    private static final List<String> ZONE_FILTERS =
            List.of("region-name", "state", "zone-id", "zone-name", "zone-type", "opt-in-status");
    private static final List<String> VPC_FILTERS = List.of("cidr", "is-default", "isDefault", "state", "vpc-id");
    private static final List<String> SUBNET_FILTERS = List.of(
            "availability-zone", "availabilityZone", "default-for-az", "defaultForAz", "state", "subnet-id", "vpc-id");

    private NetworkOperations() {}

    static Consumer<Xml> regions(Region region, Params params) {
        var wanted = params.list("RegionName");
        for (var name : wanted) {
            if (!region.allNames().contains(name)) {
                throw Ec2Error.invalid("Invalid region names: [" + name + "]");
            }
        }
        var filters = Filters.of(params);
        filters.check(List.of("region-name", "endpoint", "opt-in-status"));
        var hits = region.allNames().stream()
                .filter(name -> wanted.isEmpty() || wanted.contains(name))
                .filter(name -> filters.match(Map.of(), filter -> switch (filter) {
                    case "region-name" -> List.of(name);
                    case "endpoint" -> List.of(endpoint(name));
                    default -> List.of("opt-in-not-required");
                }))
                .toList();
        return xml -> xml.items(
                "regionInfo",
                hits,
                (one, name) -> one.text("regionName", name)
                        .text("regionEndpoint", endpoint(name))
                        .text("optInStatus", "opt-in-not-required"));
    }

    // The real one, as EC2 says it: a driver that follows it leaves the fake, and a good one need not.
    private static String endpoint(String region) {
        return "ec2." + region + ".amazonaws.com";
    }

    static Consumer<Xml> zones(Region region, Params params) {
        var wanted = params.list("ZoneName");
        wanted.forEach(zone -> region.network().subnet(null, zone));
        var filters = Filters.of(params);
        filters.check(ZONE_FILTERS);
        var hits = region.network().subnets().stream()
                .filter(zone -> wanted.isEmpty() || wanted.contains(zone.zone()))
                .filter(zone -> filters.match(Map.of(), filter -> zoneAttribute(region, zone, filter)))
                .toList();
        return xml -> xml.items(
                "availabilityZoneInfo",
                hits,
                (one, zone) -> one.text("zoneName", zone.zone())
                        .text("zoneState", "available")
                        .text("regionName", region.name())
                        .items("messageSet", List.of(), (none, message) -> {})
                        .text("zoneId", zone.zoneId())
                        .text("zoneType", "availability-zone")
                        .text("groupName", region.name())
                        .text("optInStatus", "opt-in-not-required"));
    }

    private static @Nullable Collection<String> zoneAttribute(Region region, Subnet zone, String filter) {
        return switch (filter) {
            case "region-name" -> List.of(region.name());
            case "state" -> List.of("available");
            case "zone-id" -> List.of(zone.zoneId());
            case "zone-name" -> List.of(zone.zone());
            case "zone-type" -> List.of("availability-zone");
            case "opt-in-status" -> List.of("opt-in-not-required");
            default -> null;
        };
    }

    static Consumer<Xml> vpcs(Region region, Params params) {
        var id = region.network().vpcId();
        params.list("VpcId").forEach(wanted -> region.network().checkVpc(wanted));
        var filters = Filters.of(params);
        filters.check(VPC_FILTERS);
        var tags = region.tags().of(id);
        var isMeant = filters.match(tags, filter -> switch (filter) {
            case "cidr" -> List.of("172.31.0.0/16");
            case "is-default", "isDefault" -> List.of("true");
            case "state" -> List.of("available");
            default -> List.of(id);
        });
        return xml -> xml.items("vpcSet", isMeant ? List.of(id) : List.<String>of(), (one, vpc) -> {
            one.text("vpcId", vpc)
                    .text("ownerId", Region.ACCOUNT)
                    .text("state", "available")
                    .text("cidrBlock", "172.31.0.0/16")
                    .text("dhcpOptionsId", "default")
                    .text("instanceTenancy", "default")
                    .text("isDefault", true);
            Tags.write(one, tags);
        });
    }

    static Consumer<Xml> subnets(Region region, Params params) {
        var wanted = params.list("SubnetId");
        wanted.forEach(id -> region.network().subnet(id, null));
        var filters = Filters.of(params);
        filters.check(SUBNET_FILTERS);
        var vpc = region.network().vpcId();
        var hits = region.network().subnets().stream()
                .filter(subnet -> wanted.isEmpty() || wanted.contains(subnet.id()))
                .filter(subnet ->
                        filters.match(region.tags().of(subnet.id()), filter -> subnetAttribute(vpc, subnet, filter)))
                .map(subnet -> Map.entry(subnet, region.tags().of(subnet.id())))
                .toList();
        return xml -> xml.items("subnetSet", hits, (one, hit) -> {
            var subnet = hit.getKey();
            one.text("subnetId", subnet.id())
                    .text("state", "available")
                    .text("vpcId", vpc)
                    .text("ownerId", Region.ACCOUNT)
                    .text("cidrBlock", subnet.cidr())
                    .text("availableIpAddressCount", 4091)
                    .text("availabilityZone", subnet.zone())
                    .text("availabilityZoneId", subnet.zoneId())
                    .text("defaultForAz", true)
                    .text("mapPublicIpOnLaunch", true);
            Tags.write(one, hit.getValue());
        });
    }

    private static @Nullable Collection<String> subnetAttribute(String vpc, Subnet subnet, String filter) {
        return switch (filter) {
            case "availability-zone", "availabilityZone" -> List.of(subnet.zone());
            case "default-for-az", "defaultForAz" -> List.of("true");
            case "state" -> List.of("available");
            case "subnet-id" -> List.of(subnet.id());
            case "vpc-id" -> List.of(vpc);
            default -> null;
        };
    }
}

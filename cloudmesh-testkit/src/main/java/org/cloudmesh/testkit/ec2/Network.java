package org.cloudmesh.testkit.ec2;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The default VPC of a region: a subnet in each of its zones. Documented: "Default VPCs". */
final class Network {

    /** A subnet. */
    record Subnet(String id, String zone, String zoneId, String cidr) {}

    private static final int OCTETS = 16;
    // Documented: "Subnet CIDR blocks": the first four addresses are not to be had.
    private static final int RESERVED = 4;
    private static final int ADDRESSES = 4091;

    private final String vpcId;
    private final List<Subnet> subnets;

    Network(String region, Ids ids) {
        vpcId = ids.next("vpc-");
        subnets = Stream.of("a", "b", "c")
                .map(letter -> new Subnet(
                        ids.next("subnet-"), region + letter, zoneId(region, letter), cidr(letter.charAt(0) - 'a')))
                .toList();
    }

    private static String cidr(int number) {
        return "172.31." + number * OCTETS + ".0/20";
    }

    /** The address with that number, of the subnet in that zone. */
    static String address(String zone, long number) {
        int subnet = zone.charAt(zone.length() - 1) - 'a';
        int host = Math.toIntExact(number % ADDRESSES) + RESERVED;
        return "172.31." + (subnet * OCTETS + host / 256) + "." + host % 256;
    }

    // Documented: "Availability Zone IDs": use1-az1 for one of us-east-1.
    private static String zoneId(String region, String letter) {
        var parts = region.split("-", -1);
        var middle = parts.length > 2 ? parts[1].substring(0, 1) + parts[2] : "";
        return parts[0] + middle + "-az" + (letter.charAt(0) - 'a' + 1);
    }

    String vpcId() {
        return vpcId;
    }

    List<Subnet> subnets() {
        return subnets;
    }

    /** Where an instance goes: the subnet, that of the zone, or any. */
    Subnet subnet(@Nullable String id, @Nullable String zone) {
        if (id != null) {
            return subnets.stream()
                    .filter(subnet -> subnet.id().equals(id))
                    .findFirst()
                    .orElseThrow(() ->
                            new Ec2Error("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist"));
        }
        if (zone != null) {
            return subnets.stream()
                    .filter(subnet -> subnet.zone().equals(zone))
                    .findFirst()
                    .orElseThrow(() -> Ec2Error.invalid("Invalid availability zone: [" + zone + "]"));
        }
        return subnets.get(0);
    }

    /** Refuses another VPC than the default one. */
    void checkVpc(@Nullable String id) {
        if (id != null && !id.equals(vpcId)) {
            throw new Ec2Error("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
        }
    }
}

package org.cloudmesh.testkit.ec2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How instances are written; the elements are those of the reference's {@code Instance}, nested as moto 5.2.3 has them. */
final class InstanceXml {

    private final String vpcId;
    private final Map<String, String> groupNames = new HashMap<>();

    /** Takes what it needs of the region, under the lock. */
    InstanceXml(Region region) {
        vpcId = region.network().vpcId();
        region.groups().all().forEach(group -> groupNames.put(group.id(), group.name()));
    }

    /** The instances of one launch. */
    void reservation(Xml xml, List<Ec2Instance> instances) {
        xml.text("reservationId", instances.get(0).reservationId())
                .text("ownerId", Region.ACCOUNT)
                .items("groupSet", List.of(), (none, group) -> {})
                .items("instancesSet", instances, this::instance);
    }

    private void instance(Xml xml, Ec2Instance one) {
        xml.text("instanceId", one.id()).text("imageId", one.imageId());
        State.of(one.state()).write(xml, "instanceState");
        xml.text("privateDnsName", privateName(one))
                .text("dnsName", publicName(one))
                .text("reason", "")
                .text("keyName", one.keyName())
                .text("amiLaunchIndex", one.launchIndex())
                .items("productCodes", List.of(), (none, code) -> {})
                .text("instanceType", one.type())
                .text("launchTime", Dates.text(one.launchTime()))
                .in(
                        "placement",
                        in -> in.text("availabilityZone", one.zone())
                                .text("groupName", "")
                                .text("tenancy", "default"))
                .in("monitoring", in -> in.text("state", "disabled"));
        if (!one.state().equals("terminated")) {
            network(xml, one);
        }
        xml.text("architecture", one.architecture())
                .text("rootDeviceType", "ebs")
                .text("rootDeviceName", "/dev/sda1")
                .items("blockDeviceMapping", List.of(), (none, disk) -> {})
                .text("virtualizationType", "hvm")
                .text("clientToken", one.clientToken());
        Tags.write(xml, one.tags());
        xml.text("hypervisor", "xen").text("ebsOptimized", false);
    }

    // Documented: a terminated instance has no network interface any more.
    private void network(Xml xml, Ec2Instance one) {
        xml.text("subnetId", one.subnetId())
                .text("vpcId", vpcId)
                .text("privateIpAddress", one.privateIp())
                .text("ipAddress", one.publicIp())
                .text("sourceDestCheck", true);
        xml.items("groupSet", one.groupIds(), this::group);
        xml.items("networkInterfaceSet", List.of(one), this::card);
    }

    private void card(Xml xml, Ec2Instance one) {
        xml.text("networkInterfaceId", "eni-" + one.id().substring("i-".length()))
                .text("subnetId", one.subnetId())
                .text("vpcId", vpcId)
                .text("ownerId", Region.ACCOUNT)
                .text("status", "in-use")
                .text("privateIpAddress", one.privateIp())
                .text("privateDnsName", privateName(one))
                .text("sourceDestCheck", true)
                .items("groupSet", one.groupIds(), this::group)
                .in(
                        "attachment",
                        in -> in.text("attachmentId", "eni-attach-" + one.id().substring("i-".length()))
                                .text("deviceIndex", 0)
                                .text("status", "attached")
                                .text("deleteOnTermination", true));
        association(xml, one);
        xml.items("privateIpAddressesSet", List.of(one), (address, same) -> {
            address.text("privateIpAddress", same.privateIp()).text("primary", true);
            association(address, same);
        });
    }

    private static void association(Xml xml, Ec2Instance one) {
        if (one.publicIp() != null) {
            xml.in(
                    "association",
                    in -> in.text("publicIp", one.publicIp())
                            .text("publicDnsName", publicName(one))
                            .text("ipOwnerId", "amazon"));
        }
    }

    private void group(Xml xml, String id) {
        xml.text("groupId", id).text("groupName", groupNames.getOrDefault(id, ""));
    }

    // Documented: "Amazon EC2 instance hostnames and domains".
    static String privateName(Ec2Instance one) {
        var domain = one.region().equals("us-east-1") ? "ec2.internal" : one.region() + ".compute.internal";
        return one.privateIp() == null ? "" : "ip-" + one.privateIp().replace('.', '-') + "." + domain;
    }

    static String publicName(Ec2Instance one) {
        var domain = one.region().equals("us-east-1") ? "compute-1" : one.region() + ".compute";
        return one.publicIp() == null
                ? ""
                : "ec2-" + one.publicIp().replace('.', '-') + "." + domain + ".amazonaws.com";
    }
}

package org.cloudmesh.testkit.ec2;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Documented: "RunInstances", and "Ensure idempotency in Amazon EC2 API requests". */
final class Launch {

    private static final int LONGEST_TOKEN = 64;
    private static final int LARGEST_USER_DATA = 16 * 1024;
    private static final List<String> TAGGABLE =
            List.of("instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu");

    private Launch() {}

    static Consumer<Xml> run(Region region, Params params) {
        var token = params.text("ClientToken", "");
        if (token.length() > LONGEST_TOKEN) {
            throw new Ec2Error(
                    "InvalidParameterValue",
                    "The client token is too long: it may have " + LONGEST_TOKEN + " characters");
        }
        var before = token.isEmpty() ? null : region.fleet().launched(token);
        if (before != null) {
            return again(region, params, before);
        }
        var machines = make(region, params, token);
        var facts = machines.stream().map(region::facts).map(Launch::asPending).toList();
        return answer(region, facts);
    }

    private static Consumer<Xml> again(Region region, Params params, Fleet.Launched before) {
        if (!before.asked().equals(params.essence())) {
            throw new Ec2Error(
                    "IdempotentParameterMismatch",
                    "Arguments on this idempotent request are inconsistent with arguments used in previous"
                            + " request(s).");
        }
        return answer(
                region,
                region.fleet().reserved(before.reservationId()).stream()
                        .map(region::facts)
                        .toList());
    }

    private static Consumer<Xml> answer(Region region, List<Ec2Instance> instances) {
        var view = new InstanceXml(region);
        return xml -> view.reservation(xml, instances);
    }

    // Documented: an instance is pending when it is launched, however soon it runs.
    private static Ec2Instance asPending(Ec2Instance i) {
        return new Ec2Instance(
                i.region(),
                i.id(),
                i.reservationId(),
                i.launchIndex(),
                i.clientToken(),
                i.imageId(),
                i.type(),
                i.architecture(),
                i.keyName(),
                i.groupIds(),
                i.tags(),
                State.PENDING.word(),
                i.launchTime(),
                i.zone(),
                i.subnetId(),
                i.privateIp(),
                null,
                i.userData(),
                i.reboots());
    }

    private static List<Machine> make(Region region, Params params, String token) {
        int least = params.requiredNumber("MinCount");
        int most = params.requiredNumber("MaxCount");
        if (least < 1 || most < least) {
            throw Ec2Error.invalid("Value (" + least + ") for parameter minCount is invalid: it must be at least 1, and"
                    + " at most maxCount (" + most + ").");
        }
        var spec = spec(region, params, token);
        var tags = Tags.ofType("instance", params, TAGGABLE);
        var now = region.now();
        int count = Limits.granted(region.fleet(), spec, least, most, now);
        var reservation = region.ids().next("r-");
        var machines = new ArrayList<Machine>();
        for (int i = 0; i < count; i++) {
            var machine = region.fleet().add(spec, region.ids().next("i-"), reservation, i, now);
            region.tags().put(machine.id(), tags);
            machines.add(machine);
        }
        if (!token.isEmpty()) {
            region.fleet().remember(token, new Fleet.Launched(params.essence(), reservation));
        }
        return machines;
    }

    private static Spec spec(Region region, Params params, String token) {
        var image = region.images().known(params.required("ImageId"));
        var type = type(params.text("InstanceType", "m1.small"));
        if (!image.architecture().equals(type.architecture())) {
            throw Ec2Error.invalid("The architecture '" + type.architecture()
                    + "' of the specified instance type does not match the architecture '" + image.architecture()
                    + "' of the specified AMI. Specify an instance type and an AMI that have matching architectures,"
                    + " and try again. You can use 'describe-instance-types' or 'describe-images' to discover the"
                    + " architecture of the instance type or AMI.");
        }
        var key = params.text("KeyName");
        if (key != null) {
            region.keyPairs().checkKnown(key);
        }
        var card = card(params);
        var subnetId = card == null ? params.text("SubnetId") : card.text("SubnetId");
        var subnet = region.network().subnet(subnetId, params.text("Placement.AvailabilityZone"));
        // Documented: a default subnet gives public addresses, unless the launch says otherwise.
        var wantsPublic = card == null || Boolean.parseBoolean(card.text("AssociatePublicIpAddress", "true"));
        return new Spec(
                token,
                image.id(),
                type.name(),
                type.architecture(),
                type.vcpus(),
                key,
                groups(region, params, card),
                subnet.zone(),
                subnet.id(),
                wantsPublic,
                userData(params));
    }

    private static InstanceType type(String name) {
        var type = InstanceType.of(name);
        if (type == null) {
            throw Ec2Error.invalid("Invalid value '" + name + "' for InstanceType.");
        }
        return type;
    }

    private static @Nullable Params card(Params params) {
        var cards = params.items("NetworkInterface");
        if (cards.isEmpty()) {
            return null;
        }
        if (params.has("SubnetId")
                || !params.list("SecurityGroupId").isEmpty()
                || !params.list("SecurityGroup").isEmpty()) {
            throw new Ec2Error(
                    "InvalidParameterCombination",
                    "Network interfaces and an instance-level subnet ID or security groups may not be specified on the"
                            + " same request");
        }
        return cards.get(0);
    }

    private static List<String> groups(Region region, Params params, @Nullable Params card) {
        var groups = region.groups();
        var ids = new ArrayList<String>();
        (card == null ? params : card)
                .list("SecurityGroupId")
                .forEach(id -> ids.add(groups.known(id, null).id()));
        params.list("SecurityGroup")
                .forEach(name -> ids.add(groups.known(null, name).id()));
        return ids.isEmpty() ? List.of(groups.known(null, "default").id()) : ids;
    }

    private static @Nullable String userData(Params params) {
        var data = params.text("UserData");
        if (data == null) {
            return null;
        }
        try {
            if (Base64.getDecoder().decode(data).length > LARGEST_USER_DATA) {
                throw Ec2Error.invalid("User data is limited to 16384 bytes");
            }
            return data;
        } catch (IllegalArgumentException e) {
            throw new Ec2Error("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }
    }
}

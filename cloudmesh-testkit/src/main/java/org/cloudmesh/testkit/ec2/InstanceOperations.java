package org.cloudmesh.testkit.ec2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Documented: "DescribeInstances", "GetConsoleOutput". */
final class InstanceOperations {

    private static final List<String> FILTERS = List.of(
            "architecture",
            "availability-zone",
            "client-token",
            "dns-name",
            "image-id",
            "instance-id",
            "instance-state-code",
            "instance-state-name",
            "instance-type",
            "instance.group-id",
            "instance.group-name",
            "ip-address",
            "key-name",
            "launch-index",
            "owner-id",
            "private-ip-address",
            "reservation-id",
            "subnet-id",
            "vpc-id");

    private InstanceOperations() {}

    static Consumer<Xml> describe(Region region, Params params) {
        var ids = params.list("InstanceId");
        if (!ids.isEmpty() && params.has("MaxResults")) {
            // Captured: from moto 5.2.3.
            throw new Ec2Error(
                    "InvalidParameterCombination",
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        var filters = Filters.of(params);
        filters.check(FILTERS);
        var now = region.now();
        var seen = ids.isEmpty() ? region.fleet().visible(now) : region.fleet().known(ids, now);
        var hits = seen.stream()
                .filter(machine -> matches(filters, region, region.facts(machine)))
                .toList();
        var page = Page.of(params, hits, Machine::number, new Page.Limits(5, 1000, region.pageSize()));
        var launches = new LinkedHashMap<String, List<Ec2Instance>>();
        page.items()
                .forEach(machine -> launches.computeIfAbsent(machine.reservationId(), id -> new ArrayList<>())
                        .add(region.facts(machine)));
        var view = new InstanceXml(region);
        return xml -> xml.items("reservationSet", launches.values(), view::reservation)
                .text("nextToken", page.nextToken());
    }

    private static boolean matches(Filters filters, Region region, Ec2Instance one) {
        return filters.match(one.tags(), filter -> attribute(region, one, filter));
    }

    private static @Nullable Collection<String> attribute(Region region, Ec2Instance one, String filter) {
        return switch (filter) {
            case "architecture" -> List.of(one.architecture());
            case "availability-zone" -> List.of(one.zone());
            case "client-token" -> List.of(one.clientToken());
            case "dns-name" -> List.of(InstanceXml.publicName(one));
            case "image-id" -> List.of(one.imageId());
            case "instance-id" -> List.of(one.id());
            case "instance-state-code" ->
                List.of(Integer.toString(State.of(one.state()).code()));
            case "instance-state-name" -> List.of(one.state());
            case "instance-type" -> List.of(one.type());
            case "instance.group-id" -> one.groupIds();
            case "instance.group-name" ->
                one.groupIds().stream().map(region.groups()::name).toList();
            case "ip-address" -> Filters.value(one.publicIp());
            case "key-name" -> Filters.value(one.keyName());
            case "launch-index" -> List.of(Integer.toString(one.launchIndex()));
            case "owner-id" -> List.of(Region.ACCOUNT);
            case "private-ip-address" -> Filters.value(one.privateIp());
            case "reservation-id" -> List.of(one.reservationId());
            case "subnet-id" -> List.of(one.subnetId());
            case "vpc-id" -> List.of(region.network().vpcId());
            default -> null;
        };
    }

    static Consumer<Xml> console(Region region, Params params) {
        var now = region.now();
        var machine = region.fleet()
                .known(List.of(params.required("InstanceId")), now)
                .get(0);
        // Documented: there is no output before the instance has booted.
        var output = machine.hasRun(now) ? "[    0.000000] Linux version 6.1.0\n" + machine.id() + " login: " : "";
        return xml -> xml.text("instanceId", machine.id())
                .text("timestamp", Dates.text(now))
                .text("output", Base64.getEncoder().encodeToString(output.getBytes(StandardCharsets.UTF_8)));
    }
}

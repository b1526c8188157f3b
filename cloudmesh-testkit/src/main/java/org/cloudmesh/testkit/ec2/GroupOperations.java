package org.cloudmesh.testkit.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.cloudmesh.testkit.ec2.Groups.Group;
import org.jspecify.annotations.Nullable;

/** Documented: "CreateSecurityGroup", "DescribeSecurityGroups", "DeleteSecurityGroup" and the two for ingress. */
final class GroupOperations {

    private static final List<String> FILTERS =
            List.of("description", "group-id", "group-name", "ip-permission.cidr", "owner-id", "vpc-id");

    private GroupOperations() {}

    static Consumer<Xml> create(Region region, Params params) {
        var name = params.required("GroupName");
        var description = params.required("GroupDescription");
        region.network().checkVpc(params.text("VpcId"));
        if (name.startsWith("sg-")) {
            throw Ec2Error.invalid("Value (" + name + ") for parameter GroupName is invalid. Group names may not be in"
                    + " the format sg-*");
        }
        if (region.groups().named(name) != null) {
            throw new Ec2Error(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '"
                            + region.network().vpcId() + "'");
        }
        var tags = Tags.ofType("security-group", params, List.of("security-group"));
        var group = new Group(region.ids().next("sg-"), name, description, new ArrayList<>());
        region.groups().add(group);
        region.tags().put(group.id(), tags);
        return xml -> {
            xml.text("return", true).text("groupId", group.id()).text("securityGroupArn", arn(region, group.id()));
            Tags.write(xml, tags);
        };
    }

    private static String arn(Region region, String id) {
        return "arn:aws:ec2:" + region.name() + ":" + Region.ACCOUNT + ":security-group/" + id;
    }

    static Consumer<Xml> describe(Region region, Params params) {
        var ids = params.list("GroupId");
        ids.forEach(id -> region.groups().known(id, null));
        var names = params.list("GroupName");
        names.forEach(name -> region.groups().known(null, name));
        var filters = Filters.of(params);
        filters.check(FILTERS);
        var vpc = region.network().vpcId();
        var hits = region.groups().all().stream()
                .filter(group -> ids.isEmpty() || ids.contains(group.id()))
                .filter(group -> names.isEmpty() || names.contains(group.name()))
                .filter(group -> filters.match(region.tags().of(group.id()), name -> attribute(vpc, group, name)))
                .toList();
        var page = Page.of(params, hits, new Page.Limits(5, 1000, region.pageSize()));
        var frozen = new LinkedHashMap<Group, Map<String, String>>();
        page.items()
                .forEach(group -> frozen.put(
                        new Group(group.id(), group.name(), group.description(), List.copyOf(group.rules())),
                        region.tags().of(group.id())));
        return xml -> xml.items(
                        "securityGroupInfo",
                        frozen.entrySet(),
                        (one, entry) -> write(one, region, entry.getKey(), entry.getValue()))
                .text("nextToken", page.nextToken());
    }

    private static @Nullable Collection<String> attribute(String vpc, Group group, String filter) {
        return switch (filter) {
            case "description" -> List.of(group.description());
            case "group-id" -> List.of(group.id());
            case "group-name" -> List.of(group.name());
            case "ip-permission.cidr" ->
                group.rules().stream()
                        .filter(rule -> rule.kind() == Rule.Kind.IPV4)
                        .map(Rule::source)
                        .toList();
            case "owner-id" -> List.of(Region.ACCOUNT);
            case "vpc-id" -> List.of(vpc);
            default -> null;
        };
    }

    private static void write(Xml xml, Region region, Group group, Map<String, String> tags) {
        var everybody = List.of(new Rule("-1", null, null, Rule.Kind.IPV4, "0.0.0.0/0", ""));
        xml.text("ownerId", Region.ACCOUNT)
                .text("groupId", group.id())
                .text("groupName", group.name())
                .text("groupDescription", group.description())
                .text("vpcId", region.network().vpcId())
                .text("securityGroupArn", arn(region, group.id()));
        permissions(xml, "ipPermissions", group.rules());
        permissions(xml, "ipPermissionsEgress", everybody);
        Tags.write(xml, tags);
    }

    // Rules of the same protocol and ports are one permission of several sources, as captured from moto 5.2.3.
    private static void permissions(Xml xml, String element, List<Rule> rules) {
        var permissions = new LinkedHashMap<String, List<Rule>>();
        rules.forEach(rule -> permissions
                .computeIfAbsent(rule.permission(), key -> new ArrayList<>())
                .add(rule));
        xml.items(element, permissions.values(), (one, same) -> {
            var first = same.get(0);
            one.text("ipProtocol", first.protocol())
                    .text("fromPort", first.from())
                    .text("toPort", first.to());
            for (var kind : Rule.Kind.values()) {
                one.items(
                        kind.list,
                        same.stream().filter(rule -> rule.kind() == kind).toList(),
                        GroupOperations::source);
            }
            one.items("prefixListIds", List.of(), (none, id) -> {});
        });
    }

    private static void source(Xml xml, Rule rule) {
        xml.text("userId", rule.kind() == Rule.Kind.GROUP ? Region.ACCOUNT : null)
                .text(rule.kind().element, rule.source())
                .text("description", rule.description().isEmpty() ? null : rule.description());
    }

    static Consumer<Xml> authorize(Region region, Params params) {
        var group = region.groups().known(params.text("GroupId"), params.text("GroupName"));
        var rules = Rule.read(params, region.groups());
        for (var rule : rules) {
            if (group.rules().stream().anyMatch(rule::isSame)) {
                throw new Ec2Error(
                        "InvalidPermission.Duplicate",
                        "the specified rule \"peer: " + rule.source() + ", "
                                + rule.protocol().toUpperCase(Locale.ROOT) + ", from port: " + rule.from()
                                + ", to port: " + rule.to() + ", ALLOW\" already exists");
            }
        }
        group.rules().addAll(rules);
        var ids = rules.stream().map(rule -> region.ids().next("sgr-")).toList();
        return xml -> xml.text("return", true)
                .items("securityGroupRuleSet", ids, (one, id) -> added(one, group, id, rules.get(ids.indexOf(id))));
    }

    private static void added(Xml xml, Group group, String id, Rule rule) {
        xml.text("securityGroupRuleId", id)
                .text("groupId", group.id())
                .text("groupOwnerId", Region.ACCOUNT)
                .text("isEgress", false)
                .text("ipProtocol", rule.protocol())
                .text("fromPort", rule.from() == null ? -1 : rule.from())
                .text("toPort", rule.to() == null ? -1 : rule.to())
                .text("cidrIpv4", rule.kind() == Rule.Kind.IPV4 ? rule.source() : null)
                .text("cidrIpv6", rule.kind() == Rule.Kind.IPV6 ? rule.source() : null);
        if (rule.kind() == Rule.Kind.GROUP) {
            xml.in(
                    "referencedGroupInfo",
                    in -> in.text("groupId", rule.source()).text("userId", Region.ACCOUNT));
        }
        Tags.write(xml, Map.of());
    }

    static Consumer<Xml> revoke(Region region, Params params) {
        var group = region.groups().known(params.text("GroupId"), params.text("GroupName"));
        var rules = Rule.read(params, region.groups());
        for (var rule : rules) {
            if (group.rules().stream().noneMatch(rule::isSame)) {
                throw new Ec2Error(
                        "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
            }
        }
        group.rules().removeIf(old -> rules.stream().anyMatch(old::isSame));
        return xml -> xml.text("return", true);
    }

    static Consumer<Xml> delete(Region region, Params params) {
        var group = region.groups().known(params.text("GroupId"), params.text("GroupName"));
        if (group.name().equals("default")) {
            throw new Ec2Error(
                    "CannotDelete",
                    "the specified group: \"" + group.id() + "\" name: \"default\" cannot be deleted by a user");
        }
        var now = region.now();
        var used = region.fleet().all().stream()
                .filter(machine -> machine.state(now) != State.TERMINATED)
                .anyMatch(machine -> machine.spec().groupIds().contains(group.id()));
        var named = region.groups().all().stream()
                .filter(other -> !other.id().equals(group.id()))
                .flatMap(other -> other.rules().stream())
                .anyMatch(rule -> rule.source().equals(group.id()));
        if (used || named) {
            throw new Ec2Error("DependencyViolation", "resource " + group.id() + " has a dependent object");
        }
        region.groups().remove(group);
        region.tags().removeAll(group.id());
        return xml -> xml.text("return", true).text("groupId", group.id());
    }
}

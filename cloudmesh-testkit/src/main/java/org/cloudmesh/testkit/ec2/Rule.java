package org.cloudmesh.testkit.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in, and where. Documented: "IpPermission".
 *
 * @param from the first port; null for all protocols
 * @param to the last port; null for all protocols
 * @param kind what the source is
 */
record Rule(
        String protocol, @Nullable Integer from, @Nullable Integer to, Kind kind, String source, String description) {

    /** What a source is. */
    enum Kind {
        IPV4("ipRanges", "cidrIp"),
        IPV6("ipv6Ranges", "cidrIpv6"),
        GROUP("groups", "groupId");

        final String list;
        final String element;

        Kind(String list, String element) {
            this.list = list;
            this.element = element;
        }
    }

    /** Those of {@code IpPermissions.N}, or the single one of the older parameters. */
    static List<Rule> read(Params params, Groups groups) {
        var rules = new ArrayList<Rule>();
        for (var permission : params.items("IpPermissions")) {
            var ranges =
                    List.of(new Range(Kind.IPV4, "IpRanges", "CidrIp"), new Range(Kind.IPV6, "Ipv6Ranges", "CidrIpv6"));
            for (var range : ranges) {
                for (var one : permission.items(range.list())) {
                    rules.add(of(permission, range.kind(), one.required(range.element()), one));
                }
            }
            for (var one : permission.items("Groups")) {
                var source = groups.known(one.text("GroupId"), one.text("GroupName"));
                rules.add(of(permission, Kind.GROUP, source.id(), one));
            }
        }
        if (params.has("CidrIp")) {
            rules.add(of(params, Kind.IPV4, params.required("CidrIp"), params));
        } else if (params.has("SourceSecurityGroupName")) {
            var source = groups.known(null, params.text("SourceSecurityGroupName"));
            rules.add(of(params, Kind.GROUP, source.id(), params));
        }
        if (rules.isEmpty()) {
            throw Ec2Error.missing("ipPermissions");
        }
        return rules;
    }

    private record Range(Kind kind, String list, String element) {}

    private static Rule of(Params permission, Kind kind, String source, Params described) {
        if (kind == Kind.IPV4 && !source.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
            throw Ec2Error.invalid("CIDR block " + source + " is malformed");
        }
        var protocol = permission.text("IpProtocol", "-1").toLowerCase(Locale.ROOT);
        boolean ports = !protocol.equals("-1");
        Integer from = ports ? Integer.valueOf(permission.requiredNumber("FromPort")) : null;
        Integer to = ports ? Integer.valueOf(permission.requiredNumber("ToPort")) : null;
        return new Rule(protocol, from, to, kind, source, described.text("Description", ""));
    }

    /** Whether it is the same but for the description. */
    boolean isSame(Rule other) {
        return permission().equals(other.permission()) && source.equals(other.source);
    }

    /** What rules of a permission have in common. */
    String permission() {
        return protocol + (from == null ? "" : " " + from + "-" + to);
    }

    @Override
    public String toString() {
        return permission() + " from " + source;
    }
}

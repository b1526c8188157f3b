package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cloudmesh.testkit.http.HttpAnswer;

/** The rules of security groups. captured: from Neutron Zed (fixtures neutron-rule*). */
final class RulesApi {

    private static final String URL = "/v2.0/security-group-rules";
    private static final Pattern CIDR =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?|[0-9a-fA-F:]*:[0-9a-fA-F:]*(/[0-9]{1,3})?");
    private static final Set<String> ATTRIBUTES = NeutronBody.set("security_group_id direction ethertype protocol"
            + " port_range_min port_range_max remote_ip_prefix remote_group_id remote_address_group_id description tenant_id"
            + " project_id");
    private static final List<String> SAME = List.of(
            "security_group_id",
            "direction",
            "ethertype",
            "protocol",
            "port_range_min",
            "port_range_max",
            "remote_ip_prefix",
            "remote_group_id");

    private final Region region;
    private final GroupsApi groups;

    RulesApi(Region region, GroupsApi groups) {
        this.region = region;
        this.groups = groups;
    }

    void register(Service service) {
        service.on("GET", URL, this::list);
        service.on("POST", URL, this::create);
        service.on("GET", URL + "/{id}", this::show);
        service.on("DELETE", URL + "/{id}", this::delete);
    }

    private Rows rules() {
        return region.network().rules();
    }

    private HttpAnswer list(Call call) {
        return NeutronList.of(call, region, "security_group_rules", "security-group-rules", rules().all());
    }

    private HttpAnswer create(Call call) {
        var body = NeutronBody.read(call, "security_group_rule", ATTRIBUTES, List.of("security_group_id", "direction"));
        var family = body.path("ethertype").asText("IPv4");
        var direction = body.path("direction").asText();
        var rule = NetworkRows.rule(region, body.path("security_group_id").asText(), direction, family);
        body.properties().forEach(each -> {
            if (!each.getValue().isNull() && !each.getKey().equals("tenant_id")) {
                rule.set(each.getKey(), each.getValue());
            }
        });
        check(rule);
        rule.set("normalized_cidr", rule.path("remote_ip_prefix"));
        return Json.answer(201, Json.object("security_group_rule", rules().add(rule)));
    }

    private void check(ObjectNode rule) {
        var min = rule.path("port_range_min");
        var max = rule.path("port_range_max");
        var prefix = NeutronBody.text(rule, "remote_ip_prefix");
        if (prefix != null && !CIDR.matcher(prefix).matches()) {
            throw NeutronErrors.refusal(400, "InvalidCIDR", "Invalid CIDR " + prefix + " given as IP prefix.");
        }
        if (rule.path("protocol").isNull() && min.isNumber()) {
            throw NeutronErrors.refusal(
                    400,
                    "SecurityGroupProtocolRequiredWithPorts",
                    "Must also specify protocol if port range is given.");
        }
        if (min.isNumber() && max.isNumber() && min.asInt() > max.asInt()) {
            throw NeutronErrors.refusal(
                    400,
                    "SecurityGroupInvalidPortRange",
                    "For TCP/UDP protocols, port_range_min must be <= port_range_max");
        }
        groups.get(rule.path("security_group_id").asText());
        rules().where(other -> SAME.stream().allMatch(each -> other.path(each).equals(rule.path(each)))).stream()
                .findFirst()
                .ifPresent(other -> {
                    throw NeutronErrors.refusal(
                            409,
                            "SecurityGroupRuleExists",
                            "Security group rule already exists. Rule id is "
                                    + other.path("id").asText() + ".");
                });
    }

    private HttpAnswer show(Call call) {
        var rule = rules().find(call.path("id"));
        if (rule == null) {
            throw absent(call);
        }
        return Json.answer(200, Json.object("security_group_rule", rule));
    }

    private HttpAnswer delete(Call call) {
        if (!rules().remove(call.path("id"))) {
            throw absent(call);
        }
        return HttpAnswer.empty(204);
    }

    private static Refusal absent(Call call) {
        var message = "Security group rule " + call.path("id") + " does not exist";
        return NeutronErrors.refusal(404, "SecurityGroupRuleNotFound", message);
    }
}

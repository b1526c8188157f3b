package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.cloudmesh.testkit.http.HttpAnswer;

/** Neutron's security groups. captured: from Neutron Zed (fixtures neutron-security-group*). */
final class GroupsApi {

    private static final String URL = "/v2.0/security-groups";
    private static final Set<String> ATTRIBUTES = NeutronBody.set("name description stateful tenant_id project_id");

    private final Region region;
    private final Networking network;

    GroupsApi(Region region) {
        this.region = region;
        network = region.network();
    }

    void register(Service service) {
        service.on("GET", URL, this::list);
        service.on("POST", URL, this::create);
        service.on("GET", URL + "/{id}", call -> answer(200, get(call.path("id"))));
        service.on("PUT", URL + "/{id}", this::change);
        service.on("DELETE", URL + "/{id}", this::delete);
        new RulesApi(region, this).register(service);
    }

    private HttpAnswer list(Call call) {
        var shown = network.groups().all().stream().map(this::withRules).toList();
        return NeutronList.of(call, region, "security_groups", "security-groups", shown);
    }

    private HttpAnswer answer(int status, ObjectNode group) {
        return Json.answer(status, Json.object("security_group", withRules(group)));
    }

    private ObjectNode withRules(ObjectNode group) {
        var shown = group.deepCopy();
        shown.set(
                "security_group_rules",
                Json.array(network.rules()
                        .where("security_group_id", group.path("id").asText())));
        return shown;
    }

    ObjectNode get(String id) {
        var group = network.groups().find(id);
        if (group == null) {
            throw NeutronErrors.refusal(404, "SecurityGroupNotFound", "Security group " + id + " does not exist");
        }
        return group;
    }

    private HttpAnswer create(Call call) {
        var body = NeutronBody.read(call, "security_group", ATTRIBUTES, List.of());
        var name = body.path("name").asText();
        if (name.equals("default")) {
            throw NeutronErrors.refusal(
                    409, "SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
        }
        return answer(201, add(region, name, body.path("description").asText()));
    }

    /** A group that lets everything out, and nothing in. */
    static ObjectNode add(Region region, String name, String description) {
        var group = region.network().groups().add(NetworkRows.group(region, name, description));
        var id = group.path("id").asText();
        for (var family : List.of("IPv4", "IPv6")) {
            region.network().rules().add(NetworkRows.rule(region, id, "egress", family));
        }
        return group;
    }

    /** The project's own group, which lets its members in, too. */
    static void addDefault(Region region) {
        var id = add(region, "default", "Default security group").path("id").asText();
        for (var family : List.of("IPv4", "IPv6")) {
            var rule = NetworkRows.rule(region, id, "ingress", family);
            region.network().rules().add(rule.put("remote_group_id", id));
        }
    }

    private HttpAnswer change(Call call) {
        var group = get(call.path("id"));
        var body = NeutronBody.read(call, "security_group", ATTRIBUTES, List.of());
        body.properties().forEach(each -> group.set(each.getKey(), each.getValue()));
        return answer(200, group);
    }

    private HttpAnswer delete(Call call) {
        region.servers().all();
        var id = call.path("id");
        var group = get(id);
        // fixture neutron-security-group-default-deleted: an ordinary user cannot delete that group while it is in use.
        if (network.inUse(id)) {
            throw NeutronErrors.refusal(409, "SecurityGroupInUse", "Security Group " + id + " in use.");
        }
        if (group.path("name").asText().equals("default")) {
            // neutron_lib/exceptions, SecurityGroupCannotRemoveDefault
            throw NeutronErrors.refusal(
                    409,
                    "SecurityGroupCannotRemoveDefault",
                    "Insufficient rights for removing default security group.");
        }
        network.rules()
                .where("security_group_id", id)
                .forEach(rule -> network.rules().remove(rule.path("id").asText()));
        network.groups().remove(id);
        return HttpAnswer.empty(204);
    }
}

package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.cloudmesh.testkit.http.HttpRequest;

/** Neutron v2.0. captured: from Neutron Zed (fixtures neutron-*). */
final class Network extends Service {

    private final Region region;

    Network(Region region) {
        super(region.prefix() + "/network");
        this.region = region;
        var network = region.network();
        open("GET", "", call -> versions());
        on("GET", "/v2.0", call -> Json.answer(200, Json.object("resources", List.of())));
        on("GET", "/v2.0/extensions", call -> Json.answer(200, Json.object("extensions", List.of())));
        shown("networks", "network", "NetworkNotFound", "Network", network.networks());
        shown("subnets", "subnet", "SubnetNotFound", "Subnet", network.subnets());
        shown("routers", "router", "RouterNotFound", "Router", network.routers());
        shown("ports", "port", "PortNotFound", "Port", network.ports());
        on("GET", "/v2.0/quotas/{id}", call -> quotas(this::limits));
        on("GET", "/v2.0/quotas/{id}/details", call -> quotas(this::details));
        new FloatingIpsApi(region).register(this);
        new GroupsApi(region).register(this);
    }

    private void shown(String plural, String singular, String error, String what, Rows rows) {
        on("GET", "/v2.0/" + plural, call -> {
            region.servers().all();
            return NeutronList.of(call, region, plural, plural, rows.all());
        });
        on("GET", "/v2.0/" + plural + "/{id}", call -> {
            region.servers().all();
            var row = rows.find(call.path("id"));
            if (row == null) {
                throw NeutronErrors.notFound(error, what, call.path("id"));
            }
            return Json.answer(200, Json.object(singular, row));
        });
    }

    private HttpAnswer versions() {
        var self = Json.object("rel", "self", "href", region.url("/network/v2.0/"));
        var version = Json.object("id", "v2.0", "status", "CURRENT", "links", List.of(self));
        return Json.answer(200, Json.object("versions", List.of(version)));
    }

    private static HttpAnswer quotas(Supplier<ObjectNode> quota) {
        return Json.answer(200, Json.object("quota", quota.get()));
    }

    private ObjectNode limits() {
        var limits = Json.object("network", 100, "subnet", 100, "subnetpool", -1, "port", 1000, "router", 10);
        limits.put("floatingip", region.world().options.floatingIpQuota).put("rbac_policy", 10);
        return limits.put("security_group", 500).put("security_group_rule", 2000);
    }

    private ObjectNode details() {
        var network = region.network();
        var details = Json.object();
        limits().properties().forEach(each -> {
            var used = switch (each.getKey()) {
                case "floatingip" -> network.floatingIps().all().size();
                case "port" -> network.ports().all().size();
                case "security_group" -> network.groups().all().size();
                case "security_group_rule" -> network.rules().all().size();
                default -> 0;
            };
            details.set(each.getKey(), Json.object("limit", each.getValue(), "used", used, "reserved", 0));
        });
        return details;
    }

    // Pecan takes .json at the end of any path.
    @Override
    String local(HttpRequest request) {
        var path = super.local(request);
        return path.endsWith(".json") ? path.substring(0, path.length() - ".json".length()) : path;
    }

    @Override
    HttpAnswer decorated(HttpAnswer answer) {
        var decorated = answer.header("X-Openstack-Request-Id", "req-" + UUID.randomUUID());
        return answer.status() == 401
                ? decorated.header(
                        "Www-Authenticate", "Keystone uri=\"" + region.world().url("/identity/v3") + "\"")
                : decorated;
    }

    @Override
    HttpAnswer unauthorized() {
        return Errors.unauthorized();
    }

    @Override
    HttpAnswer unknown() {
        return NeutronErrors.answer(404, "HTTPNotFound", "The resource could not be found.");
    }

    @Override
    HttpAnswer malformed() {
        return NeutronErrors.answer(400, "MalformedRequestBody", "Malformed request body: Cannot understand JSON.");
    }
}

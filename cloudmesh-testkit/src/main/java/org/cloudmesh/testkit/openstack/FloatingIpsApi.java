package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.jspecify.annotations.Nullable;

/** Neutron's floating addresses. captured: from Neutron Zed (fixtures neutron-floatingip*). */
final class FloatingIpsApi {

    private static final String URL = "/v2.0/floatingips";
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<String> ATTRIBUTES = NeutronBody.set(
            "floating_network_id port_id fixed_ip_address floating_ip_address subnet_id description tenant_id project_id");

    private final Region region;
    private final Networking network;

    FloatingIpsApi(Region region) {
        this.region = region;
        network = region.network();
    }

    void register(Service service) {
        service.on("GET", URL, this::list);
        service.on("POST", URL, this::create);
        service.on("GET", URL + "/{id}", call -> answer(200, get(call)));
        service.on("PUT", URL + "/{id}", this::change);
        service.on("DELETE", URL + "/{id}", this::delete);
    }

    private HttpAnswer list(Call call) {
        region.servers().all();
        return NeutronList.of(
                call,
                region,
                "floatingips",
                "floatingips",
                network.floatingIps().all());
    }

    private static HttpAnswer answer(int status, ObjectNode floatingIp) {
        return Json.answer(status, Json.object("floatingip", floatingIp));
    }

    private ObjectNode get(Call call) {
        region.servers().all();
        var found = network.floatingIps().find(call.path("id"));
        if (found == null) {
            throw NeutronErrors.refusal(
                    404, "FloatingIPNotFound", "Floating IP " + call.path("id") + " could not be found");
        }
        return found;
    }

    private HttpAnswer create(Call call) {
        region.servers().all();
        var body = NeutronBody.read(call, "floatingip", ATTRIBUTES, List.of("floating_network_id"));
        var on = external(body.path("floating_network_id").asText());
        // captured: from Neutron Zed, for routers (fixture neutron-over-quota)
        if (network.floatingIps().all().size() >= region.world().options.floatingIpQuota) {
            throw NeutronErrors.refusal(409, "OverQuota", "Quota exceeded for resources: ['floatingip'].");
        }
        var description = NeutronBody.text(body, "description");
        var made = NetworkRows.floatingIp(region, on, description == null ? "" : description);
        var port = port(body);
        if (port != null) {
            lead(made, port);
        }
        return answer(201, network.floatingIps().add(made));
    }

    private String external(String id) {
        if (network.networks().find(id) == null) {
            throw NeutronErrors.notFound("NetworkNotFound", "Network", id);
        }
        if (!network.isExternal(id)) {
            var complaint = "Bad floatingip request: Network " + id + " is not a valid external network.";
            throw NeutronErrors.refusal(400, "BadRequest", complaint);
        }
        return id;
    }

    private @Nullable ObjectNode port(ObjectNode body) {
        var id = NeutronBody.text(body, "port_id");
        if (id == null) {
            return null;
        }
        if (!UUID.matcher(id).matches()) {
            throw NeutronErrors.badRequest("Invalid input for port_id. Reason: '" + id + "' is not a valid UUID.");
        }
        var port = network.ports().find(id);
        if (port == null) {
            throw NeutronErrors.notFound("PortNotFound", "Port", id);
        }
        return port;
    }

    // A port has one address of a network (fixture neutron-floatingip-port-taken).
    private void lead(ObjectNode floatingIp, ObjectNode port) {
        var id = port.path("id").asText();
        var on = floatingIp.path("floating_network_id").asText();
        for (var other : network.floatingIps().where("port_id", id)) {
            if (!other.path("id").equals(floatingIp.path("id"))) {
                throw NeutronErrors.refusal(
                        409,
                        "FloatingIPPortAlreadyAssociated",
                        "Cannot associate floating IP "
                                + floatingIp.path("floating_ip_address").asText() + " ("
                                + floatingIp.path("id").asText() + ") with port " + id + " using fixed IP "
                                + port.path("fixed_ips")
                                        .path(0)
                                        .path("ip_address")
                                        .asText()
                                + ", as that fixed IP already has a floating IP on external network " + on + ".");
            }
        }
        NetworkRows.lead(region, floatingIp, port);
    }

    private HttpAnswer change(Call call) {
        var floatingIp = get(call);
        var body = NeutronBody.read(call, "floatingip", ATTRIBUTES, List.of());
        if (body.has("port_id")) {
            var port = port(body);
            if (port == null) {
                NetworkRows.lead(region, floatingIp, null);
            } else {
                lead(floatingIp, port);
            }
        }
        if (body.has("description")) {
            floatingIp.set("description", body.path("description"));
        }
        return answer(200, floatingIp);
    }

    private HttpAnswer delete(Call call) {
        network.floatingIps().remove(get(call).path("id").asText());
        return HttpAnswer.empty(204);
    }
}

package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Neutron shows, made anew. captured: from Neutron Zed (fixtures neutron-networks, neutron-subnets and so on). */
final class NetworkRows {

    private NetworkRows() {}

    static ObjectNode network(Region region, String name, boolean external, boolean shared) {
        var owner = external || shared ? World.ADMIN_PROJECT_ID : World.PROJECT_ID;
        var row = Json.object("id", World.id(), "name", name, "tenant_id", owner, "admin_state_up", true, "mtu", 1500);
        row.put("status", "ACTIVE").set("subnets", Json.array(List.of()));
        row.put("shared", shared);
        row.setAll(Json.object("availability_zone_hints", List.of(), "availability_zones", List.of()));
        row.putNull("ipv4_address_scope").putNull("ipv6_address_scope").put("router:external", external);
        row.put("description", "").put("port_security_enabled", true);
        if (external) {
            row.put("is_default", false);
        }
        return ended(region, row, owner);
    }

    static ObjectNode subnet(Region region, ObjectNode network, String prefix) {
        var owner = network.path("project_id").asText();
        var row = Json.object("id", World.id(), "name", network.path("name").asText() + "-subnet", "tenant_id", owner);
        row.put("network_id", network.path("id").asText()).put("ip_version", 4).putNull("subnetpool_id");
        row.put("enable_dhcp", true).putNull("ipv6_ra_mode").putNull("ipv6_address_mode");
        row.put("gateway_ip", prefix + ".1").put("cidr", prefix + ".0/24");
        var pool = Json.object("start", prefix + ".2", "end", prefix + ".254");
        row.setAll(
                Json.object("allocation_pools", List.of(pool), "host_routes", List.of(), "dns_nameservers", List.of()));
        row.put("description", "").set("service_types", Json.array(List.of()));
        network.set("subnets", Json.array(List.of(row.path("id").asText())));
        return ended(region, row, owner);
    }

    static ObjectNode port(Region region, String network, String server, List<String> groups) {
        var number = region.network().nextAddress();
        var subnet = region.network().subnets().where("network_id", network).get(0);
        var address = Address.of(subnet, number);
        var fixed = Json.object("subnet_id", subnet.path("id"), "ip_address", address);
        var row = Json.object("id", World.id(), "name", "", "network_id", network, "tenant_id", World.PROJECT_ID);
        row.put("mac_address", String.format("fa:16:3e:00:%02x:%02x", number / 256 % 256, number % 256));
        row.put("admin_state_up", true).put("status", "ACTIVE").put("device_id", server);
        row.put("device_owner", server.isEmpty() ? "" : "compute:" + Region.ZONE);
        row.setAll(Json.object("fixed_ips", List.of(fixed), "allowed_address_pairs", List.of()));
        row.setAll(Json.object("extra_dhcp_opts", List.of(), "security_groups", groups));
        row.put("description", "").put("binding:vnic_type", "normal").put("port_security_enabled", true);
        return ended(region, row, World.PROJECT_ID);
    }

    static ObjectNode router(Region region, ObjectNode external) {
        var row = Json.object("id", World.id(), "name", "router1", "tenant_id", World.PROJECT_ID);
        row.put("admin_state_up", true).put("status", "ACTIVE");
        var gateway =
                Json.object("network_id", external.path("id"), "external_fixed_ips", List.of(), "enable_snat", true);
        row.set("external_gateway_info", gateway);
        row.put("description", "").setAll(Map.of("routes", Json.array(List.of())));
        return ended(region, row, World.PROJECT_ID);
    }

    static ObjectNode floatingIp(Region region, String network, String description) {
        var subnet = region.network().subnets().where("network_id", network).get(0);
        var row = Json.object("id", World.id(), "tenant_id", World.PROJECT_ID);
        row.put("floating_ip_address", Address.of(subnet, region.network().nextAddress()));
        row.put("floating_network_id", network)
                .putNull("router_id")
                .putNull("port_id")
                .putNull("fixed_ip_address");
        row.put("status", "DOWN").put("description", description).putNull("port_details");
        return ended(region, row, World.PROJECT_ID);
    }

    /** Has a floating address lead to that port, or nowhere. */
    static void lead(Region region, ObjectNode floatingIp, @Nullable ObjectNode port) {
        var router = region.network().routers().all().stream().findFirst();
        floatingIp
                .putNull("router_id")
                .putNull("port_id")
                .putNull("fixed_ip_address")
                .putNull("port_details");
        if (port != null) {
            router.ifPresent(each -> floatingIp.set("router_id", each.path("id")));
            floatingIp.set("port_id", port.path("id"));
            floatingIp.set("fixed_ip_address", port.path("fixed_ips").path(0).path("ip_address"));
            var wanted = List.of(
                    "name", "network_id", "mac_address", "admin_state_up", "status", "device_id", "device_owner");
            floatingIp.set("port_details", port.deepCopy().retain(wanted));
        }
        // A router that has an agent makes it ACTIVE; documented: Networking API v2.0, Floating IPs, status.
        floatingIp.put("status", port == null ? "DOWN" : "ACTIVE");
        floatingIp.put("revision_number", floatingIp.path("revision_number").asInt() + 1);
        floatingIp.put("updated_at", Times.seconds(region.world().now()));
    }

    static ObjectNode group(Region region, String name, String description) {
        var row = Json.object("id", World.id(), "name", name, "stateful", true, "tenant_id", World.PROJECT_ID);
        row.put("description", description).put("shared", false);
        row.set("security_group_rules", Json.array(List.of()));
        return ended(region, row, World.PROJECT_ID);
    }

    static ObjectNode rule(Region region, String group, String direction, String ethertype) {
        var row = Json.object("id", World.id(), "tenant_id", World.PROJECT_ID, "security_group_id", group);
        row.put("ethertype", ethertype).put("direction", direction).putNull("protocol");
        row.putNull("port_range_min").putNull("port_range_max").putNull("remote_ip_prefix");
        row.putNull("remote_address_group_id").putNull("normalized_cidr").putNull("remote_group_id");
        row.put("description", "");
        return ended(region, row, World.PROJECT_ID);
    }

    private static ObjectNode ended(Region region, ObjectNode row, String owner) {
        var at = Times.seconds(region.world().now());
        if (!row.has("remote_group_id")) {
            row.set("tags", Json.array(List.of()));
        }
        row.put("created_at", at).put("updated_at", at).put("revision_number", 0);
        return row.put("project_id", owner);
    }
}

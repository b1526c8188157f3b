package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** A server as Nova shows it. captured: from Nova Zed (fixtures nova-server-*). */
final class ServerView {

    private static final Set<String> IN_PROGRESS = Set.of("ACTIVE", "BUILD");
    private static final String ADMIN_PASS = "fakeAdminPass";

    private final Region region;

    ServerView(Region region) {
        this.region = region;
    }

    ObjectNode created(Server server) {
        var groups = server.request().groups();
        var names = (groups.isEmpty() ? List.of("default") : groups)
                .stream().map(each -> Json.object("name", each)).toList();
        var view = Json.object("id", server.id(), "links", links(server), "OS-DCF:diskConfig", "MANUAL");
        view.set("security_groups", Json.node(names));
        return view.put("adminPass", ADMIN_PASS);
    }

    ObjectNode brief(Server server) {
        return Json.object("id", server.id(), "name", server.name(), "links", links(server));
    }

    ObjectNode of(Server server) {
        var running = server.launched() != null;
        var view = Json.object("id", server.id(), "name", server.name(), "status", server.status());
        view.put("tenant_id", World.PROJECT_ID).put("user_id", World.USER_ID);
        view.set("metadata", Json.node(server.metadata()));
        view.put("hostId", running ? "e62a8428567c918299730d83dffaa5195073db8c74256f8a4c7bcb7b" : "");
        view.set("image", reference("images", server.request().image()));
        view.set("flavor", reference("flavors", server.flavor()));
        view.put("created", Times.seconds(server.created())).put("updated", Times.seconds(server.updated()));
        view.set("addresses", addresses(server));
        view.put("accessIPv4", "").put("accessIPv6", "");
        view.set("links", links(server));
        view.put("OS-DCF:diskConfig", "MANUAL");
        if (IN_PROGRESS.contains(server.status())) {
            view.put("progress", 0);
        }
        if (server.state() == VmState.ERROR && server.fault() != null) {
            var at = Times.seconds(server.updated());
            view.set("fault", Json.object("code", 500, "created", at, "message", server.fault()));
        }
        view.put("OS-EXT-AZ:availability_zone", running ? Region.ZONE : "").put("config_drive", "");
        view.put("key_name", server.request().key());
        view.put("OS-SRV-USG:launched_at", Times.micros(server.launched())).putNull("OS-SRV-USG:terminated_at");
        var groups = groups(server);
        if (!groups.isEmpty()) {
            view.set("security_groups", Json.node(groups));
        }
        view.put("OS-EXT-STS:task_state", server.task())
                .put("OS-EXT-STS:vm_state", server.state().word());
        view.put("OS-EXT-STS:power_state", server.state().power());
        view.set("os-extended-volumes:volumes_attached", Json.node(List.of()));
        return view;
    }

    private List<ObjectNode> groups(Server server) {
        if (!server.networked(region.world().now())) {
            return List.of();
        }
        return region.network().groupsOf(server.id()).stream()
                .map(each -> Json.object("name", each.path("name")))
                .toList();
    }

    private JsonNode reference(String kind, String id) {
        if (id.isEmpty()) {
            return Json.node("");
        }
        var link = Json.object("rel", "bookmark", "href", region.url("/compute/" + kind + "/" + id));
        return Json.object("id", id, "links", List.of(link));
    }

    // By the network's name: the fixed addresses, each followed by the floating one that leads to it.
    private JsonNode addresses(Server server) {
        var byNetwork = new LinkedHashMap<String, List<ObjectNode>>();
        var ports = server.networked(region.world().now())
                ? region.network().ports().where("device_id", server.id())
                : List.<ObjectNode>of();
        for (var port : ports) {
            var shown = byNetwork.computeIfAbsent(region.network().nameOf(port), any -> new ArrayList<>());
            for (var fixed : port.path("fixed_ips")) {
                shown.add(address(port, fixed.path("ip_address").asText(), "fixed"));
            }
            for (var floating : region.network()
                    .floatingIps()
                    .where("port_id", port.path("id").asText())) {
                shown.add(address(port, floating.path("floating_ip_address").asText(), "floating"));
            }
        }
        return Json.node(byNetwork);
    }

    private static ObjectNode address(ObjectNode port, String address, String type) {
        var view = Json.object("version", address.contains(":") ? 6 : 4, "addr", address, "OS-EXT-IPS:type", type);
        view.set("OS-EXT-IPS-MAC:mac_addr", port.path("mac_address"));
        return view;
    }

    String self(Server server) {
        return region.url("/compute/v2.1/servers/" + server.id());
    }

    private JsonNode links(Server server) {
        return Json.node(List.of(
                Json.object("rel", "self", "href", self(server)),
                Json.object("rel", "bookmark", "href", region.url("/compute/servers/" + server.id()))));
    }
}

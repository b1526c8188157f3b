package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.cloudmesh.testkit.http.HttpAnswer;

/** Nova's servers: made, shown, renamed, deleted. captured: from Nova Zed (fixtures nova-server*). */
final class ServersApi {

    private final Region region;
    private final ServerView view;

    ServersApi(Region region) {
        this.region = region;
        view = new ServerView(region);
    }

    void register(Service service) {
        service.on("GET", "/v2.1/servers", call -> list(call, "", view::brief));
        service.on("GET", "/v2.1/servers/detail", call -> list(call, "/detail", view::of));
        service.on("POST", "/v2.1/servers", this::create);
        service.on("GET", "/v2.1/servers/{id}", this::show);
        service.on("PUT", "/v2.1/servers/{id}", this::rename);
        service.on("DELETE", "/v2.1/servers/{id}", this::delete);
        service.on("GET", "/v2.1/servers/{id}/os-interface", this::interfaces);
        service.on("GET", "/v2.1/servers/{id}/os-security-groups", this::groups);
    }

    // Newest first (nova/compute/api.py: created_at, then id, both descending); a token without a project sees none,
    // which
    // captured: from Nova Zed (fixture nova-unscoped-token).
    private HttpAnswer list(Call call, String path, Function<Server, ObjectNode> shown) {
        var now = region.world().now();
        var found = new ArrayList<ObjectNode>();
        for (var server : region.servers().all()) {
            if (call.token() != null
                    && call.token().scoped()
                    && !server.visible().isAfter(now)
                    && fits(call, server)) {
                found.add(shown.apply(server));
            }
        }
        Collections.reverse(found);
        return NovaPage.of(call, "servers", region.url("/compute/v2.1/servers" + path), found, region.pageSize());
    }

    // The name is a regular expression, found anywhere; a status nobody knows has no servers (fixture
    // nova-servers-bad-status).
    private static boolean fits(Call call, Server server) {
        var name = call.query("name");
        var status = call.query().get("status");
        return (name == null || matches(name, server.name()))
                && (status == null || status.stream().anyMatch(each -> each.equalsIgnoreCase(server.status())));
    }

    private static boolean matches(String expression, String name) {
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                    .matcher(name)
                    .find();
        } catch (PatternSyntaxException e) {
            return name.contains(expression);
        }
    }

    private HttpAnswer create(Call call) {
        var request = ServerRequest.read(call.body());
        var networks = new ServerCheck(region, request).check();
        var made = new ArrayList<Server>();
        for (int i = 1; i <= request.count(); i++) {
            var name = request.count() == 1 ? request.name() : request.name() + "-" + i;
            made.add(region.servers().create(name, request, networks));
        }
        if (request.reservation()) {
            var id = UUID.randomUUID().toString().replace("-", "").substring(0, 8);
            return Json.answer(202, Json.object("reservation_id", "r-" + id));
        }
        var first = made.get(0);
        return Json.answer(202, Json.object("server", view.created(first))).header("Location", view.self(first));
    }

    private HttpAnswer show(Call call) {
        return answer(region.servers().get(call.path("id")));
    }

    private HttpAnswer answer(Server server) {
        return Json.answer(200, Json.object("server", view.of(server)));
    }

    private HttpAnswer rename(Call call) {
        var server = region.servers().get(call.path("id"));
        var name = call.body().path("server").path("name").asText();
        if (!name.isEmpty()) {
            server.rename(name, region.world().now());
        }
        return answer(server);
    }

    private HttpAnswer delete(Call call) {
        var server = region.servers().get(call.path("id"));
        if (!"deleting".equals(server.task())) {
            server.begin("deleting", VmState.DELETED, region.world().now(), region.world().options.deleteTime);
        }
        return HttpAnswer.empty(204);
    }

    // captured: from Nova Zed (fixture nova-interfaces)
    private HttpAnswer interfaces(Call call) {
        var server = region.servers().get(call.path("id"));
        var shown = region.network().ports().where("device_id", server.id()).stream()
                .map(port -> Json.object(
                        "net_id",
                        port.path("network_id"),
                        "port_id",
                        port.path("id"),
                        "mac_addr",
                        port.path("mac_address"),
                        "port_state",
                        port.path("status"),
                        "fixed_ips",
                        port.path("fixed_ips")))
                .toList();
        return Json.answer(200, Json.object("interfaceAttachments", shown));
    }

    private HttpAnswer groups(Call call) {
        var server = region.servers().get(call.path("id"));
        List<ObjectNode> groups = region.network().groupsOf(server.id()).stream()
                .map(each -> Json.object(
                        "id",
                        each.path("id"),
                        "name",
                        each.path("name"),
                        "description",
                        each.path("description"),
                        "tenant_id",
                        each.path("tenant_id"),
                        "rules",
                        List.of()))
                .toList();
        return Json.answer(200, Json.object("security_groups", groups));
    }
}

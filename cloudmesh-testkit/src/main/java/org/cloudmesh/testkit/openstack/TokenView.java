package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A token as Keystone tells of it. captured: from Keystone Zed (fixtures keystone-token, keystone-token-unscoped). */
final class TokenView {

    private final World world;

    TokenView(World world) {
        this.world = world;
    }

    ObjectNode of(Token token) {
        var domain = Json.object("id", "default", "name", "Default");
        var user = Json.object(
                "domain", domain, "id", World.USER_ID, "name", world.options.user, "password_expires_at", null);
        var methods = token.method().equals("token") ? List.of("password", "token") : List.of(token.method());
        var view = Json.object("methods", methods, "user", user, "audit_ids", List.of(audit(token)));
        view.put("expires_at", Times.zulu(token.expires())).put("issued_at", Times.zulu(token.issued()));
        if (token.scoped()) {
            view.set("project", Json.object("domain", domain, "id", World.PROJECT_ID, "name", world.options.project));
            view.put("is_domain", false);
            view.set("roles", roles());
            view.set("catalog", catalog());
        }
        return Json.object("token", view);
    }

    private static String audit(Token token) {
        return id(token.id()).substring(0, 22);
    }

    private static JsonNode roles() {
        return Json.node(List.of(
                Json.object("id", "fcf134d996c24d9faf5d20dbada0dada", "name", "reader"),
                Json.object("id", "5e5dab8f42c9437884a50369308ce81b", "name", "member")));
    }

    // The types, names and URLs are DevStack's; its volume service is left out.
    JsonNode catalog() {
        return Json.node(List.of(
                service("network", "neutron", "/network"),
                service("image", "glance", "/image"),
                service("compute", "nova", "/compute/v2.1"),
                service("identity", "keystone", "/identity/v3")));
    }

    private ObjectNode service(String type, String name, String path) {
        var endpoints = world.options.regions.stream()
                .flatMap(region -> Stream.of("internal", "admin", "public")
                        .map(each ->
                                endpoint(each, region, type.equals("identity") ? path : world.prefix(region) + path)))
                .toList();
        return Json.object("endpoints", endpoints, "id", id(type), "type", type, "name", name);
    }

    private ObjectNode endpoint(String kind, String region, String path) {
        var endpoint = Json.object("id", id(kind + region + path), "interface", kind, "region_id", region);
        return endpoint.put("url", world.url(path)).put("region", region);
    }

    private static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}

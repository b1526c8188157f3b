package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cloudmesh.testkit.http.HttpAnswer;

/** Nova at microversion 2.1, the only one it has. */
final class Compute extends Service {

    // captured: from Nova Zed (fixtures nova-version, nova-versions); a real one has later microversions too.
    private static final String V21 = "2.1";
    private static final String UPDATED = "2013-07-23T11:33:21Z";

    private final Region region;

    Compute(Region region) {
        super(region.prefix() + "/compute");
        this.region = region;
        open("GET", "", call -> Json.answer(200, Json.object("versions", List.of(version()))));
        open("GET", "/v2.1", call -> Json.answer(200, Json.object("version", detailed())));
        on("GET", "/v2.1/limits", call -> limits());
        on("GET", "/v2.1/os-availability-zone", call -> zones());
        on("GET", "/v2.1/extensions", call -> Json.answer(200, Extensions.all()));
        new FlavorsApi(region).register(this);
        new KeyPairsApi(region).register(this);
        new ServersApi(region).register(this);
        new ServerActions(region).register(this);
        new ServerMetadata(region).register(this);
    }

    private ObjectNode version() {
        var version =
                Json.object("id", "v2.1", "status", "CURRENT", "version", V21, "min_version", V21, "updated", UPDATED);
        version.set("links", Json.node(List.of(Json.object("rel", "self", "href", region.url("/compute/v2.1/")))));
        return version;
    }

    private ObjectNode detailed() {
        var media =
                Json.object("base", "application/json", "type", "application/vnd.openstack.compute+json;version=2.1");
        var version = version();
        version.set("media-types", Json.node(List.of(media)));
        return version;
    }

    // captured: from Nova Zed (fixture nova-limits)
    private HttpAnswer limits() {
        var servers = region.servers().all();
        var cores = servers.stream()
                .mapToInt(each -> region.flavor(each.flavor()).path("vcpus").asInt())
                .sum();
        var ram = servers.stream()
                .mapToInt(each -> region.flavor(each.flavor()).path("ram").asInt())
                .sum();
        var limits =
                Json.object("maxTotalInstances", region.quota(), "maxTotalCores", 500, "maxTotalRAMSize", 1_000_000);
        limits.put("maxServerMeta", ServerRequest.MAX_METADATA)
                .put("maxImageMeta", 128)
                .put("maxPersonality", 5);
        limits.put("maxPersonalitySize", 10_240).put("maxTotalKeypairs", 1000).put("maxServerGroups", 10);
        limits.put("maxServerGroupMembers", 10).put("maxTotalFloatingIps", -1).put("maxSecurityGroups", -1);
        limits.put("maxSecurityGroupRules", -1).put("totalRAMUsed", ram).put("totalCoresUsed", cores);
        limits.put("totalInstancesUsed", servers.size()).put("totalFloatingIpsUsed", 0);
        limits.put("totalSecurityGroupsUsed", 0).put("totalServerGroupsUsed", 0);
        return Json.answer(200, Json.object("limits", Json.object("rate", List.of(), "absolute", limits)));
    }

    // captured: from Nova Zed (fixture nova-availability-zones)
    private static HttpAnswer zones() {
        var zone = Json.object("zoneName", Region.ZONE, "zoneState", Json.object("available", true), "hosts", null);
        return Json.answer(200, Json.object("availabilityZoneInfo", List.of(zone)));
    }

    @Override
    String label(String path) {
        return path.startsWith("/v2.1/") ? path.substring("/v2.1".length()) : super.label(path);
    }

    @Override
    HttpAnswer decorated(HttpAnswer answer) {
        var id = "req-" + UUID.randomUUID();
        var headers = Map.of(
                "X-Openstack-Request-Id", id, "X-Compute-Request-Id", id, "Openstack-Api-Version", "compute 2.1");
        var decorated = answer.header("X-Openstack-Nova-Api-Version", V21).header("Vary", "OpenStack-API-Version");
        for (var header : headers.entrySet()) {
            decorated = decorated.header(header.getKey(), header.getValue());
        }
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
        return Errors.plain(404, "Not Found", "The resource could not be found.");
    }

    @Override
    HttpAnswer malformed() {
        return NovaErrors.badRequest("Malformed request body").answer();
    }
}

package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.testkit.http.HttpAnswer;

/** /servers/{id}/metadata. captured: from Nova Zed (fixtures nova-metadata*). */
final class ServerMetadata {

    private static final Set<VmState> CHANGEABLE =
            EnumSet.of(VmState.ACTIVE, VmState.PAUSED, VmState.SUSPENDED, VmState.STOPPED);
    private static final String URL = "/v2.1/servers/{id}/metadata";

    private final Region region;

    ServerMetadata(Region region) {
        this.region = region;
    }

    void register(Service service) {
        service.on("GET", URL, call -> answer(server(call).metadata()));
        service.on("PUT", URL, call -> change(call, Map.of()));
        service.on("POST", URL, call -> change(call, server(call).metadata()));
        service.on("GET", URL + "/{key}", this::item);
        service.on("PUT", URL + "/{key}", this::set);
        service.on("DELETE", URL + "/{key}", this::remove);
    }

    static String badKey(String key) {
        return "'" + key + "' does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'";
    }

    private Server server(Call call) {
        return region.servers().get(call.path("id"));
    }

    private static HttpAnswer answer(Map<String, String> metadata) {
        return Json.answer(200, Json.object("metadata", metadata));
    }

    private HttpAnswer change(Call call, Map<String, String> kept) {
        var body = call.body();
        if (!body.has("metadata")) {
            throw NovaErrors.badRequest("'metadata' is a required property");
        }
        return answer(replace(server(call), kept, body.path("metadata")));
    }

    private static Map<String, String> replace(Server server, Map<String, String> kept, JsonNode more) {
        changeable(server, "update metadata");
        var changed = new LinkedHashMap<>(kept);
        changed.putAll(ServerRequest.metadata(more));
        if (changed.size() > ServerRequest.MAX_METADATA) {
            throw NovaErrors.forbidden("Maximum number of metadata items exceeds " + ServerRequest.MAX_METADATA);
        }
        server.metadata().clear();
        server.metadata().putAll(changed);
        return changed;
    }

    private static void changeable(Server server, String verb) {
        if (!CHANGEABLE.contains(server.state())) {
            throw ServerActions.refused(
                    verb, server, "vm_state " + server.state().word());
        }
        if (server.task() != null) {
            throw ServerActions.refused(verb, server, "task_state " + server.task());
        }
    }

    private HttpAnswer item(Call call) {
        var key = call.path("key");
        var value = server(call).metadata().get(key);
        if (value == null) {
            throw absent();
        }
        return Json.answer(200, Json.object("meta", Map.of(key, value)));
    }

    private HttpAnswer set(Call call) {
        var body = call.body();
        var meta = body.path("meta");
        if (meta.isMissingNode()) {
            throw NovaErrors.badRequest("'meta' is a required property");
        }
        if (!meta.has(call.path("key"))) {
            throw NovaErrors.badRequest("Request body and URI mismatch");
        }
        var server = server(call);
        replace(server, server.metadata(), meta);
        return Json.answer(200, Json.object("meta", meta));
    }

    private HttpAnswer remove(Call call) {
        var server = server(call);
        if (!server.metadata().containsKey(call.path("key"))) {
            throw absent();
        }
        changeable(server, "delete metadata");
        server.metadata().remove(call.path("key"));
        return HttpAnswer.empty(204);
    }

    private static Refusal absent() {
        return NovaErrors.notFound("Metadata item was not found");
    }
}

package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.testkit.http.HttpAnswer;

/** POST /servers/{id}/action. captured: from Nova Zed (fixtures nova-stop-active, nova-start and so on). */
final class ServerActions {

    // Nova's own words for what it refuses, and the states it takes (nova/compute/api.py, check_instance_state).
    private record Act(String verb, String task, Set<VmState> from, VmState to) {}

    private static final Map<String, Act> ACTS = Map.of(
            "os-stop", new Act("stop", "powering-off", Set.of(VmState.ACTIVE), VmState.STOPPED),
            "os-start", new Act("start", "powering-on", Set.of(VmState.STOPPED), VmState.ACTIVE),
            "suspend", new Act("suspend", "suspending", Set.of(VmState.ACTIVE), VmState.SUSPENDED),
            "resume", new Act("resume", "resuming", Set.of(VmState.SUSPENDED), VmState.ACTIVE),
            "pause", new Act("pause", "pausing", Set.of(VmState.ACTIVE), VmState.PAUSED),
            "unpause", new Act("unpause", "unpausing", Set.of(VmState.PAUSED), VmState.ACTIVE));
    private static final Act SOFT = new Act("reboot", "rebooting", Set.of(VmState.ACTIVE), VmState.ACTIVE);
    private static final Act HARD = new Act(
            "reboot",
            "rebooting_hard",
            Set.of(VmState.ACTIVE, VmState.STOPPED, VmState.PAUSED, VmState.SUSPENDED),
            VmState.ACTIVE);

    private final Region region;

    ServerActions(Region region) {
        this.region = region;
    }

    void register(Service service) {
        service.on("POST", "/v2.1/servers/{id}/action", this::act);
    }

    private HttpAnswer act(Call call) {
        var body = call.body();
        if (body.isEmpty()) {
            throw NovaErrors.badRequest("Malformed request body");
        }
        var name = body.fieldNames().next();
        var argument = body.path(name);
        var server = server(call.path("id"), name);
        if (ACTS.containsKey(name)) {
            return begin(server, ACTS.get(name), name.startsWith("os-"));
        }
        return switch (name) {
            case "reboot" -> begin(server, reboot(argument), false);
            case "os-getConsoleOutput" -> console(server, argument);
            case "addSecurityGroup" -> group(server, argument, true);
            case "removeSecurityGroup" -> group(server, argument, false);
            default -> throw NovaErrors.badRequest("There is no such action: " + name);
        };
    }

    // captured: a server that never was has a message of its own here (fixture nova-action-not-found).
    private Server server(String id, String action) {
        var server = region.servers().find(id);
        if (server == null) {
            var tail = action.startsWith("os-st") ? " has no mapping to a cell." : " could not be found.";
            throw NovaErrors.notFound("Instance " + id + tail);
        }
        return server;
    }

    private static Act reboot(JsonNode argument) {
        var type = argument.path("type");
        return switch (type.asText().toLowerCase(Locale.ROOT)) {
            case "soft" -> SOFT;
            case "hard" -> HARD;
            default ->
                throw NovaErrors.invalid(
                        "type",
                        type,
                        Python.repr(type) + " is not one of ['HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft']");
        };
    }

    private HttpAnswer begin(Server server, Act act, boolean wantsHost) {
        if (wantsHost && server.launched() == null) {
            throw notReady(server); // fixture nova-stop-error: it was never on a host
        }
        if (!act.from().contains(server.state())) {
            throw refused(act.verb(), server, "vm_state " + server.state().word());
        }
        if (server.task() != null) {
            throw refused(act.verb(), server, "task_state " + server.task());
        }
        server.begin(act.task(), act.to(), region.world().now(), region.world().options.actionTime);
        return HttpAnswer.empty(202);
    }

    static Refusal refused(String verb, Server server, String state) {
        return NovaErrors.conflict("Cannot '" + verb + "' instance " + server.id() + " while it is in " + state);
    }

    private static Refusal notReady(Server server) {
        return NovaErrors.conflict("Instance " + server.id() + " is not ready");
    }

    private static HttpAnswer console(Server server, JsonNode argument) {
        if (server.launched() == null) {
            throw notReady(server);
        }
        var lines = new String[] {"FAKE CONSOLE OUTPUT", "ANOTHER", "LAST LINE"};
        var wanted = Math.min(lines.length, argument.path("length").asInt(lines.length));
        var from = lines.length - wanted;
        var text = String.join("\n", Arrays.asList(lines).subList(from, lines.length));
        return Json.answer(200, Json.object("output", text));
    }

    // fixture nova-group-added; a group nobody knows is 404 here, where it is 400 for a new server.
    private HttpAnswer group(Server server, JsonNode argument, boolean add) {
        var id = ServerCheck.group(region, argument.path("name").asText());
        region.network().regroup(server.id(), id, add);
        return HttpAnswer.empty(202);
    }
}

package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.jspecify.annotations.Nullable;

/** Nova's key pairs. captured: from Nova Zed (fixtures nova-keypair*). */
final class KeyPairsApi {

    private static final String LETTERS = "[_\\- 0-9a-zA-Z]+";

    private final Region region;

    KeyPairsApi(Region region) {
        this.region = region;
    }

    void register(Service service) {
        service.on("GET", "/v2.1/os-keypairs", call -> list());
        service.on("POST", "/v2.1/os-keypairs", this::create);
        service.on("GET", "/v2.1/os-keypairs/{name}", this::show);
        service.on("DELETE", "/v2.1/os-keypairs/{name}", this::delete);
    }

    private HttpAnswer list() {
        var all = region.keyPairs().all().stream()
                .map(each -> Json.object("keypair", brief(each)))
                .toList();
        return Json.answer(200, Json.object("keypairs", all));
    }

    private static ObjectNode brief(ObjectNode pair) {
        return Json.object(
                "name",
                pair.path("name"),
                "public_key",
                pair.path("public_key"),
                "fingerprint",
                pair.path("fingerprint"));
    }

    private HttpAnswer create(Call call) {
        var body = call.body();
        var wanted = body.path("keypair");
        if (!wanted.isObject()) {
            throw NovaErrors.badRequest("'keypair' is a required property");
        }
        var name = wanted.path("name").asText();
        if (name.isEmpty() || !name.matches(LETTERS)) {
            throw NovaErrors.badRequest(
                    "An invalid 'name' value was provided. The name must be: Only expected characters:"
                            + " [_- 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ]");
        }
        var given = wanted.path("public_key").asText();
        var made = given.isEmpty() ? SshKeys.generate() : null;
        var key = made == null ? given : made.publicKey();
        var fingerprint = SshKeys.fingerprint(key);
        if (fingerprint == null) {
            throw NovaErrors.badRequest("Keypair data is invalid: failed to generate fingerprint");
        }
        if (region.keyPairs().find(name) != null) {
            throw NovaErrors.conflict("Key pair '" + name + "' already exists.");
        }
        region.keyPairs().add(row(name, key, fingerprint));
        return Json.answer(200, Json.object("keypair", created(name, key, fingerprint, made)));
    }

    private static ObjectNode created(String name, String key, String fingerprint, SshKeys.@Nullable Pair made) {
        var created = Json.object();
        if (made != null) {
            created.put("private_key", made.privateKey());
        }
        created.put("name", name).put("public_key", key).put("fingerprint", fingerprint);
        return created.put("user_id", World.USER_ID);
    }

    private ObjectNode row(String name, String key, String fingerprint) {
        var row = Json.object("name", name, "public_key", key, "fingerprint", fingerprint, "user_id", World.USER_ID);
        row.put("created_at", Times.micros(region.world().now()))
                .put("deleted", false)
                .putNull("deleted_at");
        return row.put("id", name).putNull("updated_at");
    }

    private HttpAnswer show(Call call) {
        var pair = region.keyPairs().find(call.path("name"));
        if (pair == null) {
            throw unknown(call.path("name"));
        }
        // Nova's id is a number that nothing else shows; here the row's own.
        return Json.answer(200, Json.object("keypair", pair.deepCopy().put("id", 1)));
    }

    private HttpAnswer delete(Call call) {
        if (!region.keyPairs().remove(call.path("name"))) {
            throw unknown(call.path("name"));
        }
        return HttpAnswer.empty(202);
    }

    private static Refusal unknown(String name) {
        return NovaErrors.notFound("Keypair " + name + " not found for user " + World.USER_ID);
    }
}

package org.cloudmesh.internal.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Access;

/** How new nodes are reached, as an intent keeps it. */
final class AccessCodec {

    private AccessCodec() {}

    static ObjectNode write(Access access) {
        var json = Json.object().put("publickey", access.publicKey()).put("keypair", access.keyPair());
        var groups = json.putArray("groups");
        access.securityGroups().forEach(groups::add);
        var networks = json.putArray("networks");
        access.networks().forEach(networks::add);
        return json.put("private", access.isPrivate());
    }

    static Access read(JsonNode json, String mesh) {
        return new Access(
                mesh,
                Json.text(json, "publickey"),
                Json.text(json, "keypair"),
                texts(json.path("groups")),
                texts(json.path("networks")),
                json.path("private").asBoolean());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}

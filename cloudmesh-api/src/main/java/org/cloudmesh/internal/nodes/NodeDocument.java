package org.cloudmesh.internal.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshAddress;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.NodeBuilder;
import org.jspecify.annotations.Nullable;

/** A node as a document of the {@code cloud} collection: the cloud's message, and our facts in {@code cm}. */
public final class NodeDocument {

    /** The store's collection. */
    public static final String KIND = "cloud";

    /** Of all meshes: the same text is the same node. */
    private static final ReadNodes READ = new ReadNodes();

    private NodeDocument() {}

    /** A destroyed node has no indexed name: the name is free. */
    public static Document write(Node node) {
        boolean gone = node.state() == NodeState.DESTROYED;
        return new Document(
                KIND,
                node.id().toString(),
                node.cloud(),
                gone ? null : Claims.canonical(node.name()),
                node.state().name(),
                Json.join(facts(node), node.raw()),
                0);
    }

    private static ObjectNode facts(Node node) {
        var cm = Json.object();
        cm.put("kind", "vm");
        cm.put("cloud", node.cloud());
        cm.put("id", node.id().providerId());
        cm.put("name", node.name());
        cm.put("state", node.state().name());
        cm.put("status", node.providerState());
        cm.put("image", node.image());
        cm.put("flavor", node.flavor());
        cm.put("location", node.location());
        node.publicAddresses().forEach(cm.putArray("public_ips")::add);
        node.privateAddresses().forEach(cm.putArray("private_ips")::add);
        var ssh = node.ssh();
        if (ssh != null) {
            cm.putObject("ssh").put("user", ssh.user()).put("host", ssh.host()).put("port", ssh.port());
        }
        var labels = cm.putObject("labels");
        node.labels().forEach(labels::put);
        cm.put("created", Objects.toString(node.createdAt(), null));
        cm.put("observed", node.observedAt().toString());
        cm.put("message", node.message());
        return cm;
    }

    /** A node as it was recorded. */
    public static Node read(Document document) {
        return READ.get(document, NodeDocument::parse);
    }

    private static Node parse(Document document) {
        var parts = Json.split(document.json());
        var cm = parts.cm();
        return new NodeBuilder(
                        NodeId.parse(document.key()),
                        cm.path("name").asText(),
                        NodeState.valueOf(cm.path("state").asText()),
                        Instant.parse(cm.path("observed").asText()))
                .providerState(cm.path("status").asText())
                .image(Json.text(cm, "image"))
                .flavor(Json.text(cm, "flavor"))
                .location(Json.text(cm, "location"))
                .publicAddresses(texts(cm.path("public_ips")))
                .privateAddresses(texts(cm.path("private_ips")))
                .ssh(ssh(cm.get("ssh")))
                .labels(labels(cm.path("labels")))
                .createdAt(Json.instant(cm, "created"))
                .message(Json.text(cm, "message"))
                .raw(parts.raw())
                .build();
    }

    private static @Nullable SshAddress ssh(@Nullable JsonNode json) {
        return json == null
                ? null
                : new SshAddress(
                        json.path("user").asText(),
                        json.path("host").asText(),
                        json.path("port").asInt());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Map<String, String> labels(JsonNode object) {
        var labels = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
        return labels;
    }
}

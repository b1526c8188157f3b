package org.cloudmesh.testkit.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a machine, {@code node.json} on disk. Immutable.
 *
 * @param state RUNNING or STOPPED; ERROR for one whose file is damaged, which is never written
 * @param port where it answers ssh while it runs; the one it asks for when it comes up again
 * @param publicKey who may log in, lines as in authorized_keys
 * @param userDataSha256 of the user data, which itself is not kept
 * @param message what is wrong with it
 */
record MachineRecord(
        String id,
        String name,
        NodeState state,
        @Nullable String image,
        @Nullable String flavor,
        @Nullable String location,
        Map<String, String> labels,
        @Nullable Instant createdAt,
        int port,
        @Nullable String publicKey,
        @Nullable String userDataSha256,
        @Nullable String message) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A new machine that runs, at no port yet. */
    static MachineRecord of(CreateRequest request, NewNode node, String location, Instant createdAt) {
        return new MachineRecord(
                "local-" + UUID.randomUUID().toString().substring(0, 8),
                node.name(),
                NodeState.RUNNING,
                request.image(),
                request.flavor(),
                location,
                node.labels(),
                createdAt,
                0,
                request.publicKey(),
                request.userData() == null ? null : sha256(request.userData()),
                null);
    }

    /** Stands for a machine whose file cannot be read. */
    static MachineRecord damaged(String id, String message) {
        return new MachineRecord(id, id, NodeState.ERROR, null, null, null, Map.of(), null, 0, null, null, message);
    }

    MachineRecord in(NodeState newState, int newPort) {
        return new MachineRecord(
                id,
                name,
                newState,
                image,
                flavor,
                location,
                labels,
                createdAt,
                newPort,
                publicKey,
                userDataSha256,
                message);
    }

    /** Reads {@link #toJson}; fails if anything is missing. */
    static MachineRecord parse(String id, String json) throws IOException {
        var root = JSON.readTree(json);
        var labels = new TreeMap<String, String>();
        root.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        try {
            return new MachineRecord(
                    id,
                    text(root, "name"),
                    NodeState.valueOf(text(root, "state")),
                    text(root, "image"),
                    text(root, "flavor"),
                    text(root, "location"),
                    labels,
                    Instant.parse(text(root, "createdAt")),
                    root.path("port").asInt(),
                    root.path("publicKey").textValue(),
                    root.path("userDataSha256").textValue(),
                    null);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    String toJson() {
        var root = JSON.createObjectNode()
                .put("id", id)
                .put("name", name)
                .put("state", state.name())
                .put("image", image)
                .put("flavor", flavor)
                .put("location", location)
                .put("createdAt", createdAt == null ? null : createdAt.toString())
                .put("port", port)
                .put("publicKey", publicKey)
                .put("userDataSha256", userDataSha256)
                .put("message", message);
        var labelsNode = root.putObject("labels");
        new TreeMap<>(labels).forEach(labelsNode::put);
        return root.toString();
    }

    Node toNode(String cloud, Instant observedAt) {
        boolean runs = state == NodeState.RUNNING;
        return new NodeBuilder(new NodeId(cloud, id), name, state, observedAt)
                .providerState(state.name())
                .image(image)
                .flavor(flavor)
                .location(location)
                .publicAddresses(runs ? List.of(Sshd.HOST) : List.of())
                .ssh(runs ? new SshAddress(NodeShell.USER, Sshd.HOST, port) : null)
                .labels(labels)
                .createdAt(createdAt)
                .message(message)
                .raw(toJson())
                .build();
    }

    private static String text(JsonNode root, String field) throws IOException {
        var value = root.path(field).textValue();
        if (value == null) {
            throw new IOException("it has no \"%s\"".formatted(field));
        }
        return value;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package org.cloudmesh.internal.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.Optional;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.internal.nodes.NodeDocument;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;

/** The fields that the engine finds a document by, as its JSON has them. */
final class Indexed {

    /** The collection whose documents are machines. */
    static final String MACHINES = NodeDocument.KIND;

    private Indexed() {}

    /** What the document's id must be, if that is told by what it is about. */
    static Optional<String> id(String kind, JsonNode json) {
        var cm = json.path("cm");
        return kind.equals(MACHINES) && cm.hasNonNull("cloud") && cm.hasNonNull("id")
                ? Optional.of(cm.path("cloud").asText() + "/" + cm.path("id").asText())
                : Optional.empty();
    }

    /** A new one. */
    static Document document(String kind, String id, JsonNode json, String text) {
        return kind.equals(MACHINES)
                ? machine(id, json, text)
                : new Document(kind, id, cloud(json), name(json), state(json), text, 0);
    }

    /** The one that is stored, changed: what is indexed follows where it came from the JSON. */
    static Document changed(Document stored, ObjectNode before, ObjectNode after) {
        var text = Json.write(after);
        return stored.kind().equals(MACHINES)
                ? machine(stored.key(), after, text)
                : new Document(
                        stored.kind(),
                        stored.key(),
                        changed(stored.cloud(), cloud(before), cloud(after)),
                        changed(stored.name(), name(before), name(after)),
                        changed(stored.state(), state(before), state(after)),
                        text,
                        0);
    }

    private static @Nullable String changed(@Nullable String stored, @Nullable String before, @Nullable String after) {
        return Objects.equals(before, after) ? stored : after;
    }

    /** Written as the engine writes it, once it was read as the engine reads it. */
    private static Document machine(String id, JsonNode json, String text) {
        try {
            if (id(MACHINES, json).filter(id::equals).isEmpty()) {
                throw new IllegalArgumentException("its _id is that of another machine");
            }
            return NodeDocument.write(NodeDocument.read(new Document(MACHINES, id, null, null, null, text, 0)));
        } catch (CloudmeshException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s is no machine as the mesh records them (%s): wanted are cm.cloud, cm.id, cm.name, cm.state and cm.observed, beside what its cloud says; nothing was changed"
                            .formatted(id, e.getMessage()),
                    e);
        }
    }

    private static @Nullable String cloud(JsonNode json) {
        var cloud = first(Json.text(json, "cloud"), Json.text(json.path("cm"), "cloud"));
        if (cloud != null) {
            return cloud;
        }
        var node = first(Json.text(json.path("cm"), "node"), Json.text(json, "_id"));
        int slash = node == null ? -1 : node.indexOf('/');
        return slash > 0 ? Objects.requireNonNull(node).substring(0, slash) : null;
    }

    private static @Nullable String name(JsonNode json) {
        return first(Json.text(json, "name"), first(Json.text(json.path("cm"), "name"), Json.text(json, "id")));
    }

    private static @Nullable String state(JsonNode json) {
        return first(Json.text(json, "status"), Json.text(json.path("cm"), "state"));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}

package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cloudmesh.spi.Document;

/** A document as JSON, with the text of its own JSON as it is: for files. */
public final class DocumentJson {

    private DocumentJson() {}

    /** All of it. */
    public static ObjectNode write(Document document) {
        return Json.object()
                .put("kind", document.kind())
                .put("key", document.key())
                .put("cloud", document.cloud())
                .put("name", document.name())
                .put("state", document.state())
                .put("version", document.version())
                .put("json", document.json());
    }

    /** Back again. */
    public static Document read(JsonNode json) {
        return new Document(
                json.path("kind").asText(),
                json.path("key").asText(),
                Json.text(json, "cloud"),
                Json.text(json, "name"),
                Json.text(json, "state"),
                json.path("json").asText(),
                json.path("version").asLong());
    }
}

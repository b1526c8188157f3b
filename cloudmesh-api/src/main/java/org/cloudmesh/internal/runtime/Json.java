package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.cloudmesh.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of what the store keeps. A record of a cloud is the cloud's own message with our facts beside it, in
 * {@code cm}, as the original kept it; the message's text is carried over, not parsed and printed.
 */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String OURS = "cm";

    private Json() {}

    /**
     * A cloud's message and our facts about it.
     *
     * @param cm our facts
     * @param raw the cloud's message, as text
     */
    public record Parts(JsonNode cm, String raw) {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads a document of the store. */
    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new StoreException("a document of the store is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Puts our facts in front of the cloud's message. */
    public static String join(ObjectNode cm, String raw) {
        var message = raw.strip();
        var rest = message.startsWith("{") ? message.substring(1).stripLeading() : "\"raw\":" + text(message) + "}";
        return "{\"" + OURS + "\":" + cm + (rest.equals("}") ? "" : ",") + rest;
    }

    /** Takes them apart again. */
    public static Parts split(String json) {
        try (var parser = MAPPER.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && OURS.equals(parser.nextFieldName())) {
                parser.nextToken();
                JsonNode cm = MAPPER.readTree(parser);
                var next = parser.nextToken();
                int offset = (int) parser.currentTokenLocation().getCharOffset();
                return new Parts(cm, next == JsonToken.END_OBJECT ? "{}" : "{" + json.substring(offset));
            }
            var tree = (ObjectNode) MAPPER.readTree(json);
            var cm = tree.remove(OURS);
            return new Parts(cm == null ? object() : cm, tree.toString());
        } catch (IOException | ClassCastException e) {
            throw new StoreException("a document of the store is no JSON object with our facts in it", e);
        }
    }

    /** The text in that field; null where there is none. */
    public static @Nullable String text(JsonNode json, String field) {
        var value = json.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** The moment in that field; null where there is none. */
    public static @Nullable Instant instant(JsonNode json, String field) {
        var value = text(json, field);
        return value == null ? null : Instant.parse(value);
    }

    private static String text(String value) {
        return MAPPER.getNodeFactory().textNode(value).toString();
    }
}

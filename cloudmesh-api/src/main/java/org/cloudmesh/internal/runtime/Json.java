package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.cloudmesh.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of what the store keeps. A record of a cloud is the cloud's own message with our facts beside it, in
 * {@code cm}, as the original kept it; the message's text is carried over, not parsed and printed.
 */
public final class Json {

    // Trees alone, and no ObjectMapper: what that sets up for beans takes a tenth of a second in a program that has
    // just begun.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // A text as long as a store could keep it can be read again, in a backup too.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
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
        return NODES.objectNode();
    }

    /** Reads a document of the store. */
    public static JsonNode parse(String json) {
        try (var parser = FACTORY.createParser(json)) {
            parser.nextToken();
            var tree = read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "it goes on after its end");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new StoreException("a document of the store is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As text, on one line. */
    public static String write(JsonNode tree) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            write(tree, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** What begins at the current token; its last one is the current one then. */
    private static JsonNode read(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "it ends too early");
        }
        return switch (token) {
            case START_OBJECT -> {
                var object = NODES.objectNode();
                for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    object.set(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            default -> NODES.nullNode();
        };
    }

    private static JsonNode number(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER -> NODES.numberNode(parser.getBigIntegerValue());
            default -> NODES.numberNode(parser.getDecimalValue());
        };
    }

    private static void write(JsonNode tree, JsonGenerator generator) throws IOException {
        switch (tree.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (var field : tree.properties()) {
                    generator.writeFieldName(field.getKey());
                    write(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (var element : tree) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(tree.textValue());
            case NUMBER -> generator.writeNumber(tree.asText());
            case BOOLEAN -> generator.writeBoolean(tree.booleanValue());
            case NULL -> generator.writeNull();
            default -> throw new IllegalArgumentException("no JSON: " + tree.getNodeType());
        }
    }

    /** Puts our facts in front of the cloud's message. */
    public static String join(ObjectNode cm, String raw) {
        var message = raw.strip();
        var rest = message.startsWith("{") ? message.substring(1).stripLeading() : "\"raw\":" + text(message) + "}";
        return "{\"" + OURS + "\":" + write(cm) + (rest.equals("}") ? "" : ",") + rest;
    }

    /** Takes them apart again. */
    public static Parts split(String json) {
        try (var parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && OURS.equals(parser.nextFieldName())) {
                parser.nextToken();
                var cm = read(parser);
                var next = parser.nextToken();
                int offset = (int) parser.currentTokenLocation().getCharOffset();
                return new Parts(cm, next == JsonToken.END_OBJECT ? "{}" : "{" + json.substring(offset));
            }
            var tree = (ObjectNode) parse(json);
            var cm = tree.remove(OURS);
            return new Parts(cm == null ? object() : cm, write(tree));
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
        return write(NODES.textNode(value));
    }
}

package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** EC2's XML as JSON, element by element: what consists of items is an array, what has no elements a text. */
final class Xml {

    private static final int DEEPEST = 50;
    private static final XMLInputFactory FACTORY = factory();

    // A record's own toString() sets up an ObjectMapper, which takes a program that has just begun a tenth of a second.
    private static final JsonFactory JSON = new JsonFactory();

    private Xml() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        // Nothing of the kind is in an answer, and what it names would be read.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(in);
        }
    }

    /** The element that has just begun; it has ended afterwards. */
    static JsonNode record(XMLStreamReader in) throws XMLStreamException {
        return record(in, 0);
    }

    private static JsonNode record(XMLStreamReader in, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("elements within elements, deeper than " + DEEPEST);
        }
        var name = in.getLocalName();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        var text = new StringBuilder();
        for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                var child = in.getLocalName();
                var value = record(in, depth + 1);
                if (child.equals("item")) {
                    items.add(value);
                } else {
                    object.set(child, value);
                }
            } else if (in.hasText()) {
                text.append(in.getText());
            }
        }
        if (!object.isEmpty()) {
            return object;
        }
        boolean isList =
                !items.isEmpty() || (name.endsWith("Set") && text.toString().isBlank());
        return isList ? items : TextNode.valueOf(text.toString().strip());
    }

    /** The items of a list that is part of a record; none if there is no such list. */
    static List<JsonNode> items(JsonNode record, String name) {
        return StreamSupport.stream(record.path(name).spliterator(), false).toList();
    }

    /** A record as text. */
    static String json(JsonNode record) {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            write(record, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonNode record, JsonGenerator generator) throws IOException {
        if (record.isObject()) {
            generator.writeStartObject();
            for (var field : record.properties()) {
                generator.writeFieldName(field.getKey());
                write(field.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (record.isArray()) {
            generator.writeStartArray();
            for (var item : record) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else {
            generator.writeString(record.asText());
        }
    }
}

package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.jspecify.annotations.Nullable;

/** JSON as OpenStack writes it. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    // captured: from all four services of Zed, which are written in Python: a space after each colon and comma.
    private static final class Python extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
            out.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw(", ");
        }
    }

    /** An object of these names and values, in turn. */
    static ObjectNode object(@Nullable Object... pairs) {
        var object = MAPPER.createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            object.set(String.valueOf(pairs[i]), MAPPER.valueToTree(pairs[i + 1]));
        }
        return object;
    }

    static ArrayNode array(Collection<?> values) {
        return MAPPER.valueToTree(values);
    }

    static JsonNode node(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    static HttpAnswer answer(int status, JsonNode body) {
        return HttpAnswer.of(status, "application/json", write(body));
    }

    static String write(JsonNode body) {
        try {
            return MAPPER.writer(new Python()).writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a defect of the fake: its own answer cannot be written", e);
        }
    }

    /** What was sent; null if that is no JSON object. */
    static @Nullable ObjectNode read(String body) {
        try {
            return MAPPER.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}

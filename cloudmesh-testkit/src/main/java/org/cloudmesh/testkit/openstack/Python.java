package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Values as Python prints them, which is how they come to be in messages. */
final class Python {

    private Python() {}

    /** As {@code str} does. */
    static String string(JsonNode value) {
        return value.isTextual() ? value.asText() : repr(value);
    }

    /** As {@code repr} does. */
    static String repr(JsonNode value) {
        if (value.isTextual()) {
            return "'" + value.asText() + "'";
        }
        if (value.isNull() || value.isMissingNode()) {
            return "None";
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "True" : "False";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Python::repr)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(each -> "'" + each.getKey() + "': " + repr(each.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.asText();
    }
}

package org.cloudmesh.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.runtime.Json;

/** Fields of JSON that a query asks for, compared as MongoDB does. */
public final class Fields {

    private Fields() {}

    /** A copy, if all of them can be asked for. */
    public static Map<String, Object> checked(Map<String, Object> fields) {
        fields.forEach((path, value) -> {
            if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
                throw new IllegalArgumentException(
                        "\"%s\" is no path of a field; write keys with dots in between, such as cm.user"
                                .formatted(path));
            }
            if (!(value instanceof String || value instanceof Boolean || isNumber(value))) {
                throw new IllegalArgumentException(
                        "the field %s is compared with a text, a number or true or false, not %s"
                                .formatted(path, value));
            }
        });
        return Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    // JSON has no infinity, and nothing that is not a number.
    private static boolean isNumber(Object value) {
        return value instanceof Number number
                && !((value instanceof Double || value instanceof Float) && !Double.isFinite(number.doubleValue()));
    }

    /** Whether the JSON has them all. */
    public static boolean match(String json, Map<String, Object> fields) {
        if (fields.isEmpty()) {
            return true;
        }
        JsonNode tree;
        try {
            tree = Json.parse(json);
        } catch (StoreException e) {
            return false;
        }
        return fields.entrySet().stream().allMatch(field -> has(tree, field.getKey(), field.getValue()));
    }

    private static boolean has(JsonNode tree, String path, Object value) {
        if (!tree.isObject()) {
            return false;
        }
        int dot = path.indexOf('.');
        var next = tree.path(dot < 0 ? path : path.substring(0, dot));
        if (dot < 0) {
            return is(next, value) || anyOf(next, element -> is(element, value));
        }
        var rest = path.substring(dot + 1);
        return has(next, rest, value) || anyOf(next, element -> has(element, rest, value));
    }

    private static boolean anyOf(JsonNode node, Predicate<JsonNode> test) {
        return node.isArray() && StreamSupport.stream(node.spliterator(), false).anyMatch(test);
    }

    private static boolean is(JsonNode node, Object value) {
        if (value instanceof Number number) {
            return node.isNumber() && node.decimalValue().compareTo(new BigDecimal(number.toString())) == 0;
        }
        return value instanceof Boolean truth
                ? node.isBoolean() && node.booleanValue() == truth
                : node.isTextual() && node.textValue().equals(value);
    }
}

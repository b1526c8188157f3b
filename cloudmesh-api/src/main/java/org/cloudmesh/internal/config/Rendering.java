package org.cloudmesh.internal.config;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as YAML: sections and lists as blocks of lines, or within braces and brackets on one line.
 *
 * @param step the columns a section is indented by
 * @param separator what ends a line
 */
record Rendering(int step, String separator) {

    private static final String DASH = "- ";

    /** Whether the value needs no lines of its own. */
    static boolean isInline(@Nullable Object value) {
        return !(value instanceof Map<?, ?> map && !map.isEmpty())
                && !(value instanceof Collection<?> list && !list.isEmpty());
    }

    /** The value on one line. */
    static String inline(@Nullable Object value, boolean flow) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> Quoting.text(key(each.getKey()), true) + ": " + inline(each.getValue(), true))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(each -> inline(each, true)).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? Quoting.text(text, flow) : plain(value);
    }

    /** The lines of a section or list, each indented, without a line end at the last. */
    String block(Object value, int indent) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> " ".repeat(indent)
                            + Quoting.text(key(each.getKey()), false)
                            + ":"
                            + after(each.getValue(), indent + step))
                    .collect(Collectors.joining(separator));
        }
        return ((Collection<?>) value)
                .stream()
                        .map(each -> " ".repeat(indent) + DASH + item(each, indent))
                        .collect(Collectors.joining(separator));
    }

    /** A value after its key's colon, which may go on with lines below. */
    String after(@Nullable Object value, int indent) {
        return value == null || isInline(value) ? " " + inline(value, false) : separator + block(value, indent);
    }

    /** A value after its dash; the first line stands beside it. */
    String item(@Nullable Object value, int indent) {
        return value == null || isInline(value)
                ? inline(value, false)
                : block(value, indent + DASH.length()).stripLeading();
    }

    /**
     * Checks that a value can be written.
     *
     * @throws IllegalArgumentException if it, or one within it, is of no type that YAML has
     */
    static void check(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(Rendering::key);
            map.values().forEach(Rendering::check);
        } else if (value instanceof List<?> list) {
            list.forEach(Rendering::check);
        } else if (value != null && !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IllegalArgumentException(
                    "a configuration holds String, Number, Boolean, null, Map and List, and no "
                            + value.getClass().getName());
        }
    }

    static String key(@Nullable Object key) {
        if (key instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the keys of a configuration are Strings");
    }

    // YAML 1.1 wants a point and a sign in 1.0E+10.
    static String plain(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                return Double.isNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
            }
            return value.toString().replaceFirst("E(?=\\d)", "E+");
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }
}

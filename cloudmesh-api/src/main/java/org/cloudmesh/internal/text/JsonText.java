package org.cloudmesh.internal.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows as an array of objects; and single facts out of a cloud's own message. */
public final class JsonText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Valid inside a string of JSON, but not harmless on a terminal; half characters are not valid anywhere else. */
    private static final Pattern ESCAPED =
            Pattern.compile("[\\x{7F}-\\x{9F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}\\x{D800}-\\x{DFFF}]");

    private JsonText() {}

    /** An object a row, each on a line of its own; a missing cell is null. */
    public static String of(List<String> keys, List<List<@Nullable String>> rows) {
        var objects = new StringJoiner(",\n ", "[", "]");
        for (List<@Nullable String> row : rows) {
            objects.add(object(keys, row));
        }
        return objects.toString();
    }

    private static String object(List<String> keys, List<@Nullable String> cells) {
        var object = MAPPER.createObjectNode();
        for (int i = 0; i < keys.size(); i++) {
            object.put(keys.get(i), cells.get(i));
        }
        return ESCAPED.matcher(object.toString())
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /**
     * What a cloud's message says under that name, in whatever spelling: {@code zone_state} is {@code zoneState}, too.
     *
     * @return null where it says nothing, or nothing simple
     */
    public static @Nullable String fact(String message, String name) {
        var wanted = letters(name);
        var json = parse(message);
        var names = new ArrayList<String>();
        json.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(each -> letters(each).equals(wanted))
                .map(json::get)
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText)
                .findFirst()
                .orElse(null);
    }

    private static JsonNode parse(String message) {
        try {
            return MAPPER.readTree(message);
        } catch (JsonProcessingException e) {
            // A cloud's own words need not be JSON; then there is no fact to be found in them.
            return MAPPER.missingNode();
        }
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}

package org.cloudmesh.testkit.openstack;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a URL. */
final class Query {

    private Query() {}

    static Map<String, List<String>> read(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var part : query.split("&", -1)) {
            if (!part.isEmpty()) {
                var at = part.indexOf('=');
                var name = unescaped(at < 0 ? part : part.substring(0, at));
                var value = at < 0 ? "" : unescaped(part.substring(at + 1));
                parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    static String unescaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The query of the page after that marker: what was asked for, and the marker at the end. */
    static String next(Map<String, List<String>> query, String marker) {
        var text = new StringBuilder();
        query.forEach((name, values) -> {
            if (!name.equals("marker")) {
                values.forEach(value -> append(text, name, value));
            }
        });
        append(text, "marker", marker);
        return text.toString();
    }

    /** These parameters as they are sent. */
    static String write(Map<String, List<String>> query) {
        var text = new StringBuilder();
        query.forEach((name, values) -> values.forEach(value -> append(text, name, value)));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append(text.isEmpty() ? "" : "&").append(escaped(name)).append('=').append(escaped(value));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.cloudmesh.testkit.ec2;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmesh.testkit.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** What a request says, by name: {@code InstanceId.1}, {@code Filter.1.Value.2} … Documented: "Query requests for Amazon EC2". */
final class Params {

    private final Map<String, String> values;

    private Params(Map<String, String> values) {
        this.values = values;
    }

    /** Those of the query and of the form. */
    static Params of(HttpRequest request) {
        var values = new LinkedHashMap<String, String>();
        for (var text : List.of(request.query(), request.body())) {
            for (var pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return new Params(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Nullable
    String text(String name) {
        return values.get(name);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String required(String name) {
        var value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw Ec2Error.missing(name);
        }
        return value;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    int number(String name, int otherwise) {
        var value = values.get(name);
        return value == null ? otherwise : parsed(name, value);
    }

    int requiredNumber(String name) {
        return parsed(name, required(name));
    }

    private static int parsed(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw Ec2Error.invalid("Invalid value '" + value + "' for " + name + ". The value must be an integer.");
        }
    }

    /** {@code Name.1}, {@code Name.2} …, in the order of their numbers. */
    List<String> list(String name) {
        var found = new TreeMap<Integer, String>();
        values.forEach((key, value) -> {
            int number = numberAfter(name + ".", key);
            if (number >= 0 && key.equals(name + "." + number)) {
                found.put(number, value);
            }
        });
        return List.copyOf(found.values());
    }

    /** The parts of {@code Name.1.…}, {@code Name.2.…}, in the order of their numbers. */
    List<Params> items(String name) {
        var found = new TreeMap<Integer, Map<String, String>>();
        values.forEach((key, value) -> {
            int number = numberAfter(name + ".", key);
            var start = name + "." + number + ".";
            if (number >= 0 && key.startsWith(start)) {
                found.computeIfAbsent(number, n -> new LinkedHashMap<>()).put(key.substring(start.length()), value);
            }
        });
        var items = new ArrayList<Params>();
        found.values().forEach(item -> items.add(new Params(item)));
        return items;
    }

    private static int numberAfter(String start, String key) {
        if (!key.startsWith(start)) {
            return -1;
        }
        int end = start.length();
        while (end < key.length() && key.charAt(end) >= '0' && key.charAt(end) <= '9') {
            end++;
        }
        int digits = end - start.length();
        return digits == 0 || digits > 6 ? -1 : Integer.parseInt(key.substring(start.length(), end));
    }

    /** All of them, sorted, without those that tell one sending of a request from another. */
    SortedMap<String, String> essence() {
        var essence = new TreeMap<>(values);
        essence.keySet().removeAll(List.of("Action", "Version", "ClientToken"));
        return essence;
    }
}

package org.cloudmesh.jclouds.ec2;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One request of the Query API: an action, and what it is asked. Not thread-safe; {@code toString} has no values. */
final class Ec2Query {

    static final String VERSION = "2016-11-15";

    private final String action;
    private final Map<String, String> parameters = new TreeMap<>();
    private int filters;

    Ec2Query(String action) {
        this.action = action;
    }

    String action() {
        return action;
    }

    Ec2Query with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** {@code name.1}, {@code name.2} and so on. */
    Ec2Query list(String name, Collection<String> values) {
        int n = 0;
        for (var value : values) {
            n++;
            parameters.put(name + "." + n, value);
        }
        return this;
    }

    /** What is exactly one of these: a filter's values may have wildcards otherwise. */
    Ec2Query filter(String name, Collection<String> values) {
        return matching(name, values.stream().map(Ec2Query::exactly).toList());
    }

    /** What matches one of these patterns. */
    Ec2Query matching(String name, List<String> patterns) {
        filters++;
        with("Filter." + filters + ".Name", name);
        return list("Filter." + filters + ".Value", patterns);
    }

    static String exactly(String value) {
        return value.replaceAll("[\\\\*?]", "\\\\$0");
    }

    /** {@code prefix.1.Key}, {@code prefix.1.Value} and so on, always in the same order: a token is for one and the same request. */
    Ec2Query tags(String prefix, Map<String, String> tags) {
        int n = 0;
        for (var tag : new TreeMap<>(tags).entrySet()) {
            n++;
            with(prefix + "." + n + ".Key", tag.getKey());
            with(prefix + "." + n + ".Value", tag.getValue());
        }
        return this;
    }

    /** As a form. */
    String body() {
        return "Action=%s&Version=%s%s".formatted(action, VERSION, rest());
    }

    private String rest() {
        return parameters.entrySet().stream()
                .map(each -> "&" + encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return action;
    }
}

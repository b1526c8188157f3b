package org.cloudmesh.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>{cloudmesh.x.y}</code> and <code>{env.X}</code> in texts. Other braces stay, and nothing is executed, which
 * the original does.
 */
final class Interpolation {

    private static final Pattern REFERENCE = Pattern.compile("\\{(cloudmesh|env)\\.([^{}\\s]+)}");
    private static final int LONGEST = 1 << 16;

    private final Value.Section root;
    private final Function<String, @Nullable String> environment;

    Interpolation(Value.Section root, Function<String, @Nullable String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /**
     * The text with its references replaced.
     *
     * @throws ConfigException if one leads nowhere, or to itself
     */
    String resolve(KeyPath path, Value.Text text) {
        return resolve(path, text, List.of());
    }

    private String resolve(KeyPath path, Value.Text text, List<KeyPath> trail) {
        if (text.text().indexOf('{') < 0) {
            return text.text();
        }
        if (trail.contains(path)) {
            throw fault(path, text, "this refers to itself: " + cycle(path, trail));
        }
        var longer = new ArrayList<>(trail);
        longer.add(path);
        var resolved = new StringBuilder();
        int done = 0;
        for (var match = REFERENCE.matcher(text.text()); match.find(); done = match.end()) {
            resolved.append(text.text(), done, match.start());
            var name = match.group(2);
            resolved.append(
                    match.group(1).equals("env") ? variable(path, text, name) : other(path, text, name, longer));
            if (resolved.length() > LONGEST) {
                throw fault(path, text, "its references make more than %d characters of it".formatted(LONGEST));
            }
        }
        return resolved.append(text.text(), done, text.text().length()).toString();
    }

    private String variable(KeyPath path, Value.Text text, String name) {
        var value = environment.apply(name);
        if (value == null || value.isEmpty()) {
            throw fault(
                    path, text, "the environment variable %s is not set; set it, or write the value".formatted(name));
        }
        return value;
    }

    private String other(KeyPath path, Value.Text text, String name, List<KeyPath> trail) {
        var referred = parsed(path, text, name);
        var value = Lookup.find(root, referred);
        if (value == null || !value.isSet()) {
            throw fault(path, text, "it refers to %s, which is not set; write a value there".formatted(referred));
        }
        if (!(value instanceof Value.Text other)) {
            throw fault(path, text, "it refers to %s, which is no single value".formatted(referred));
        }
        return resolve(referred, other, trail);
    }

    private static KeyPath parsed(KeyPath path, Value.Text text, String name) {
        try {
            return KeyPath.relative(name);
        } catch (IllegalArgumentException e) {
            throw fault(path, text, "what stands in its braces is not a path such as cloudmesh.profile.user");
        }
    }

    private static String cycle(KeyPath path, List<KeyPath> trail) {
        var circle = new ArrayList<>(trail.subList(trail.indexOf(path), trail.size()));
        circle.add(path);
        return circle.stream().map(KeyPath::toString).collect(Collectors.joining(" -> "));
    }

    private static ConfigException fault(KeyPath path, Value.Text text, String sentence) {
        var origin = text.origin();
        return new ConfigException(origin.file(), origin.line(), path.toString(), sentence);
    }
}

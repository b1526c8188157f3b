package org.cloudmesh.internal.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cloudmesh.ConfigException;
import org.cloudmesh.internal.runtime.Nearest;
import org.jspecify.annotations.Nullable;

/** All files laid over each other, as they were at one moment. Immutable. */
final class Snapshot {

    private final List<Value.Section> layers;
    private final Value.Section root;
    private final Interpolation interpolation;
    private final Path first;

    /** The layers, the most important first; the path is named where there is none. */
    Snapshot(List<Value.Section> layers, Path own, Function<String, @Nullable String> environment) {
        this.layers = List.copyOf(layers);
        first = layers.isEmpty() ? own : layers.get(0).origin().file();
        root = layers.stream()
                .map(Value.Section::joined)
                .reduce((upper, lower) -> upper.over(lower, KeyPath.ROOT))
                .orElse(new Value.Section(Map.of(), new Origin(own, 0, 1)));
        interpolation = new Interpolation(root, environment);
    }

    List<Value.Section> layers() {
        return layers;
    }

    Value.Section root() {
        return root;
    }

    @Nullable
    Value value(KeyPath path) {
        return ifSet(Lookup.find(root, path));
    }

    /** What is set at the path itself, and not taken from the defaults for all clouds; null if nothing is. */
    @Nullable
    Value ownValue(KeyPath path) {
        return ifSet(Lookup.findOwn(root, path));
    }

    private static @Nullable Value ifSet(@Nullable Value value) {
        return value == null || !value.isSet() ? null : value;
    }

    /** The text at the path, interpolated; null if it is not set. */
    @Nullable
    String text(KeyPath path) {
        var value = value(path);
        return value == null ? null : text(path, value);
    }

    /** A value as text. */
    String text(KeyPath path, Value value) {
        if (value instanceof Value.Text text) {
            return interpolation.resolve(path, text);
        }
        var what = value instanceof Value.Items ? "this is a list" : "this is a section";
        throw fault(path, value, "%s, and a single value is wanted; ask for one of: %s".formatted(what, keys(value)));
    }

    List<String> keys(KeyPath path) {
        var value = path.size() == 0 ? root : Lookup.find(root, path);
        return value == null ? List.of() : keys(value);
    }

    ConfigException fault(KeyPath path, Value value, String sentence) {
        var origin = value.origin();
        return new ConfigException(origin.file(), origin.line(), path.toString(), sentence);
    }

    /** Says that the path is not set, and what there is. */
    ConfigException notSet(KeyPath path, List<Path> files) {
        var empty = Lookup.find(root, path);
        if (empty != null) {
            return fault(path, empty, "this is not set yet; write a value there");
        }
        int depth = path.size() - 1;
        while (depth > 0 && keys(path.to(depth)).isEmpty()) {
            depth--;
        }
        var others = files.size() > 1 ? " (nor in %s)".formatted(files.subList(1, files.size())) : "";
        var known = path.size() == 0 ? "" : "; " + Nearest.known(path.key(depth), keys(path.to(depth)));
        return new ConfigException(first, null, path.toString(), "there is no such key%s%s".formatted(others, known));
    }

    private static List<String> keys(Value value) {
        if (value instanceof Value.Section section) {
            return List.copyOf(section.children().keySet());
        }
        return value instanceof Value.Items list
                ? IntStream.range(0, list.items().size())
                        .mapToObj(Integer::toString)
                        .toList()
                : List.of();
    }
}

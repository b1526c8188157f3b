package org.cloudmesh.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a changed file again before it is written: what was set is there, and all else reads as before. */
final class Verification {

    private Verification() {}

    static void afterSetting(Document before, Document after, Place place, KeyPath path, @Nullable Object value) {
        boolean grown = !place.isFound() && !(place.part() instanceof Part.Scalar);
        var added = Addition.nested(grown ? place.missing().from(1) : place.missing(), value);
        check(
                before,
                after,
                place,
                path,
                (old, now) -> grown ? isGrown(old, now, place.missing().key(0), added) : reads(now, added));
    }

    static void afterRemoving(Document before, Document after, Place place, KeyPath path) {
        int index = place.last().index();
        var shorter = new Place(
                place.steps().subList(0, place.steps().size() - 1), place.last().collection(), KeyPath.ROOT);
        check(before, after, shorter, path, (old, now) -> isWithout(old, now, index));
    }

    private static void check(Document before, Document after, Place place, KeyPath path, Change change) {
        if (before.root() == null
                || after.root() == null
                || !isSame(before.root(), after.root(), place, 0, change)
                || !canBeFollowed(after)) {
            throw refusal(before, place, path);
        }
    }

    private static boolean canBeFollowed(Document document) {
        try {
            Expansion.of(document, 0);
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    static ConfigException refusal(Document document, Place place, KeyPath path) {
        var sentence = "this cannot be changed without changing how something else reads; edit the file by hand";
        return Refusal.fault(document, place.part(), path, sentence);
    }

    private static boolean isSame(Part a, Part b, Place place, int depth, Change change) {
        if (depth == place.steps().size()) {
            return Objects.equals(a.anchor(), b.anchor()) && change.isDone(a, b);
        }
        int chosen = place.steps().get(depth).index();
        return isAlike(
                a,
                b,
                (i, left, right) -> i == chosen ? isSame(left, right, place, depth + 1, change) : isSame(left, right));
    }

    private static boolean isSame(Part a, Part b) {
        return isAlike(a, b, (i, left, right) -> isSame(left, right));
    }

    private static boolean isAlike(Part a, Part b, Children children) {
        if (!Objects.equals(a.anchor(), b.anchor())) {
            return false;
        }
        if (a instanceof Part.Scalar left && b instanceof Part.Scalar right) {
            return left.text().equals(right.text()) && left.style() == right.style();
        }
        if (a instanceof Part.Alias left && b instanceof Part.Alias right) {
            return left.name().equals(right.name());
        }
        var left = children(a);
        var right = children(b);
        return a.getClass() == b.getClass()
                && a.isInline() == b.isInline()
                && keys(a).equals(keys(b))
                && left.size() == right.size()
                && IntStream.range(0, left.size()).allMatch(i -> children.areSame(i, left.get(i), right.get(i)));
    }

    private static boolean isGrown(Part old, Part now, String key, @Nullable Object added) {
        var before = children(old);
        var after = children(now);
        int last = before.size();
        var keys = new ArrayList<>(keys(old));
        if (old instanceof Part.Mapping) {
            keys.add(key);
        }
        return old.getClass() == now.getClass()
                && after.size() == last + 1
                && keys.equals(keys(now))
                && IntStream.range(0, last).allMatch(i -> isSame(before.get(i), after.get(i)))
                && reads(after.get(last), added);
    }

    private static boolean isWithout(Part old, Part now, int index) {
        var before = new ArrayList<>(children(old));
        before.remove(index);
        if (before.isEmpty() && now instanceof Part.Scalar scalar) {
            return scalar.isNull();
        }
        var keys = new ArrayList<>(keys(old));
        if (old instanceof Part.Mapping) {
            keys.remove(index);
        }
        var after = children(now);
        return old.getClass() == now.getClass()
                && keys.equals(keys(now))
                && after.size() == before.size()
                && IntStream.range(0, after.size()).allMatch(i -> isSame(before.get(i), after.get(i)));
    }

    /** Whether the part is how the value is written. */
    static boolean reads(Part part, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return part instanceof Part.Mapping mapping
                    && keys(part).equals(List.copyOf(map.keySet()))
                    && areRead(children(mapping), new ArrayList<>(map.values()));
        }
        if (value instanceof List<?> list) {
            return part instanceof Part.Sequence && areRead(children(part), new ArrayList<>(list));
        }
        if (!(part instanceof Part.Scalar scalar)) {
            return false;
        }
        return value instanceof String text
                ? scalar.text().equals(text) && scalar.tag().equals(Tag.STR)
                : scalar.text().equals(Rendering.plain(value)) && scalar.style() == Part.Style.PLAIN;
    }

    private static boolean areRead(List<Part> parts, List<?> values) {
        return parts.size() == values.size()
                && IntStream.range(0, parts.size()).allMatch(i -> reads(parts.get(i), values.get(i)));
    }

    private static List<Part> children(Part part) {
        if (part instanceof Part.Mapping mapping) {
            return mapping.entries().stream().map(Part.Entry::value).toList();
        }
        return part instanceof Part.Sequence list ? list.items() : List.of();
    }

    private static List<String> keys(Part part) {
        return part instanceof Part.Mapping mapping
                ? mapping.entries().stream().map(Part.Entry::key).toList()
                : List.of();
    }

    /** Says whether the part that was to change has changed as it should. */
    @FunctionalInterface
    private interface Change {
        boolean isDone(Part old, Part now);
    }

    /** Compares two children at the same index. */
    @FunctionalInterface
    private interface Children {
        boolean areSame(int index, Part left, Part right);
    }
}

package org.cloudmesh.internal.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds values under whatever spelling and nesting they have. */
final class Lookup {

    private Lookup() {}

    /** What is at the path, set or not; the most important one where it is in two places. Null if nothing is. */
    static @Nullable Value find(Value.Section root, KeyPath path) {
        var own = findOwn(root, path);
        if (own != null && own.isSet()) {
            return own;
        }
        for (var place : Spellings.inherited(path)) {
            var inherited = best(root, List.of(place));
            if (inherited != null && inherited.isSet()) {
                return inherited;
            }
        }
        return own;
    }

    /** What is at the path itself, and not taken from the defaults for all clouds. */
    static @Nullable Value findOwn(Value.Section root, KeyPath path) {
        return best(root, Spellings.places(path));
    }

    private static @Nullable Value best(Value.Section root, List<KeyPath> places) {
        Value best = null;
        for (var place : places) {
            best = better(best, below(root, place, 0));
        }
        return best;
    }

    private static @Nullable Value below(@Nullable Value at, KeyPath path, int depth) {
        if (at == null || depth == path.size()) {
            return at;
        }
        if (at instanceof Value.Section section) {
            var exact = below(section.children().get(path.key(depth)), path, depth + 1);
            var other = Spellings.other(path, depth);
            return other == null
                    ? exact
                    : better(exact, below(section.children().get(other), path, depth + 1));
        }
        return at instanceof Value.Items list ? below(item(list.items(), path.key(depth)), path, depth + 1) : null;
    }

    private static @Nullable Value item(List<Value> items, String key) {
        int index = index(key);
        return index >= 0 && index < items.size() ? items.get(index) : null;
    }

    /** The number a key is; -1 if it is none. */
    static int index(String key) {
        return !key.isEmpty() && key.length() < 7 && key.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(key)
                : -1;
    }

    /** The one that is set, the more important one if both are, the first one if they are alike. */
    private static @Nullable Value better(@Nullable Value first, @Nullable Value second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        boolean better = second.isSet()
                && (!first.isSet() || second.origin().rank() < first.origin().rank());
        return better ? second : first;
    }
}

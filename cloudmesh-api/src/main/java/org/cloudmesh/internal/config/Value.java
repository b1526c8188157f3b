package org.cloudmesh.internal.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a configuration says, with aliases followed and merges done. Immutable. */
sealed interface Value {

    /** How the original writes what is yet to be filled in. */
    String UNSET = "TBD";

    Origin origin();

    /** Whether it says anything; what does not lets the next file's value be seen. */
    boolean isSet();

    /** A text. No {@code toString}: it may be a secret. */
    record Text(String text, boolean isNull, Origin origin) implements Value {

        @Override
        public boolean isSet() {
            return !isNull && !text.isEmpty() && !text.equals(UNSET);
        }

        @Override
        public String toString() {
            return "a text in " + origin;
        }
    }

    /** Keys and values, in the file's order. */
    record Section(Map<String, Value> children, Origin origin) implements Value {

        @Override
        public boolean isSet() {
            return !children.isEmpty();
        }

        /** This with what is written both under {@code cloud} and {@code clouds} in one place. */
        Section joined() {
            return new Section(Map.of(), origin).over(this, KeyPath.of());
        }

        /** This on top of another one that is less important. */
        Section over(Section lower, KeyPath path) {
            var all = new LinkedHashMap<>(children);
            lower.children.forEach((key, value) -> {
                var below = path.plus(key);
                var other = Spellings.other(below, path.size());
                var spelling = other != null && !all.containsKey(key) && all.containsKey(other) ? other : key;
                all.merge(spelling, value, (above, beneath) -> Value.over(above, beneath, below));
            });
            return new Section(all, origin);
        }
    }

    /** A list. */
    record Items(List<Value> items, Origin origin) implements Value {

        @Override
        public boolean isSet() {
            return true;
        }
    }

    private static Value over(Value upper, Value lower, KeyPath path) {
        if (!upper.isSet()) {
            return lower.isSet() ? lower : upper;
        }
        return upper instanceof Section above && lower instanceof Section below ? above.over(below, path) : upper;
    }
}

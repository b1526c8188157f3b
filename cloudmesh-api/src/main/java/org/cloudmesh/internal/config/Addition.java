package org.cloudmesh.internal.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a key that is not there, with all that is missing on the way to it, at the end of its section. */
final class Addition {

    static final int STEP = 2;

    private final Document document;
    private final Place place;

    Addition(Document document, Place place) {
        this.document = document;
        this.place = place;
    }

    Edit of(@Nullable Object value) {
        var parent = place.part();
        if (parent instanceof Part.Sequence list) {
            return item(list, nested(place.missing().from(1), value));
        }
        return parent instanceof Part.Mapping mapping
                ? entry(mapping, place.missing().key(0), nested(place.missing().from(1), value))
                : new Replacement(document, place).by(nested(place.missing(), value));
    }

    /** The value below the keys: {@code {a: {b: value}}}. */
    static @Nullable Object nested(KeyPath keys, @Nullable Object value) {
        var nested = value;
        for (int i = keys.size() - 1; i >= 0; i--) {
            nested = entry(keys.key(i), nested);
        }
        return nested;
    }

    static Map<String, @Nullable Object> entry(String key, @Nullable Object value) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(key, value);
        return entry;
    }

    private Edit entry(Part.Mapping parent, String key, @Nullable Object value) {
        if (parent.flow() || place.isInFlow()) {
            var text = Quoting.text(key, true) + ": " + Rendering.inline(value, true);
            var entries = parent.entries();
            return entries.isEmpty()
                    ? Edit.insert(parent.span().start() + 1, text)
                    : Edit.insert(entries.get(entries.size() - 1).end(), ", " + text);
        }
        int column = parent.entries().get(0).keySpan().column();
        return line(parent.span().end(), rendering(parent).block(entry(key, value), column));
    }

    private Edit item(Part.Sequence parent, @Nullable Object value) {
        if (parent.flow() || place.isInFlow()) {
            var text = Rendering.inline(value, true);
            var items = parent.items();
            return items.isEmpty()
                    ? Edit.insert(parent.span().start() + 1, text)
                    : Edit.insert(items.get(items.size() - 1).span().end(), ", " + text);
        }
        int column = parent.span().column();
        return line(
                parent.span().end(),
                " ".repeat(column) + "- " + rendering(parent).item(value, column));
    }

    private Edit line(int end, String lines) {
        return Edit.insert(Lines.end(document.text(), end), Lines.separator(document.text()) + lines);
    }

    private Rendering rendering(Part parent) {
        return new Rendering(Indentation.below(parent, place.steps()), Lines.separator(document.text()));
    }
}

package org.cloudmesh.internal.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/** Follows aliases and merges, as far as a configuration may ask for. */
final class Expansion {

    private static final int MOST = 20_000;

    private final Document document;
    private final int rank;
    private int followed;
    private int aliases;

    private Expansion(Document document, int rank) {
        this.document = document;
        this.rank = rank;
    }

    /**
     * What a file says.
     *
     * @throws ConfigException if its content is no section, or its aliases multiply
     */
    static Value.Section of(Document document, int rank) {
        var expansion = new Expansion(document, rank);
        var content = document.content();
        var value = content == null ? null : expansion.value(content, 1);
        if (value instanceof Value.Section section) {
            return section;
        }
        if (value != null && value.isSet()) {
            throw expansion.fault(content, "keys are wanted below \"cloudmesh\", and it is a value");
        }
        return new Value.Section(Map.of(), new Origin(document.file(), rank, 1));
    }

    private Value value(Part part, int line) {
        if (aliases > 0 && ++followed > MOST) {
            throw fault(part, "aliases make more than %d values out of this file; write fewer".formatted(MOST));
        }
        if (part instanceof Part.Alias alias) {
            aliases++;
            var value = value(alias.target(), line);
            aliases--;
            return value;
        }
        if (part instanceof Part.Mapping mapping) {
            return section(mapping, line);
        }
        if (part instanceof Part.Sequence sequence) {
            return new Value.Items(
                    sequence.items().stream()
                            .map(item -> value(item, item.span().line()))
                            .toList(),
                    origin(line));
        }
        var scalar = (Part.Scalar) part;
        return new Value.Text(scalar.text(), scalar.isNull(), origin(line));
    }

    private Value.Section section(Part.Mapping mapping, int line) {
        var children = new LinkedHashMap<String, Value>();
        for (var entry : mapping.entries()) {
            if (!entry.isMerge()) {
                children.put(entry.key(), value(entry.value(), entry.keySpan().line()));
            }
        }
        for (var entry : mapping.entries()) {
            if (entry.isMerge()) {
                merge(entry.value(), children);
            }
        }
        return new Value.Section(children, origin(line));
    }

    private void merge(Part part, Map<String, Value> into) {
        if (part instanceof Part.Sequence sequence) {
            sequence.items().forEach(each -> merge(each, into));
        } else if (value(part, part.span().line()) instanceof Value.Section section) {
            section.children().forEach(into::putIfAbsent);
        } else {
            throw fault(part, "a merge (<<) is of a value, and a section is wanted");
        }
    }

    private Origin origin(int line) {
        return new Origin(document.file(), rank, line);
    }

    private ConfigException fault(@Nullable Part part, String sentence) {
        return new ConfigException(
                document.file(), part == null ? 1 : part.span().line(), null, sentence);
    }
}

package org.cloudmesh.internal.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** A piece of a YAML file and where it is written. Aliases are not followed. Immutable. */
sealed interface Part {

    String MERGE = "<<";

    Span span();

    @Nullable
    String anchor();

    /** Whether it is written on one line's terms: no block of lines below. */
    default boolean isInline() {
        return true;
    }

    /** Whether it says anything, as {@link Value#isSet}. */
    default boolean isSet() {
        return true;
    }

    /** How a text is written. */
    enum Style {
        PLAIN,
        QUOTED,
        BLOCK
    }

    /** A text. */
    record Scalar(
            String text, Style style, Span span, @Nullable String anchor) implements Part {

        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        boolean isNull() {
            return style == Style.PLAIN && NULLS.contains(text);
        }

        @Override
        public boolean isSet() {
            return !isNull() && !text.isEmpty() && !text.equals(Value.UNSET);
        }

        /** What YAML 1.1 takes it for. */
        Tag tag() {
            return new Resolver().resolve(NodeId.scalar, text, style == Style.PLAIN);
        }

        @Override
        public boolean isInline() {
            return style != Style.BLOCK;
        }

        /** Says where it is: it may be a secret. */
        @Override
        public String toString() {
            return "a text in line " + span.line();
        }
    }

    /** Keys and values, each key once. */
    record Mapping(
            List<Entry> entries,
            boolean flow,
            Span span,
            @Nullable String anchor) implements Part {

        int indexOf(String key) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).key().equals(key) && !entries.get(i).isMerge()) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public boolean isSet() {
            return !entries.isEmpty();
        }

        @Override
        public boolean isInline() {
            return flow;
        }
    }

    /** A key and its value. */
    record Entry(Scalar name, Part value) {

        String key() {
            return name.text();
        }

        Span keySpan() {
            return name.span();
        }

        boolean isMerge() {
            return name.style() == Style.PLAIN && key().equals(MERGE);
        }

        /** After the last character of the two. */
        int end() {
            return Math.max(keySpan().end(), value.span().end());
        }
    }

    /** A list. */
    record Sequence(
            List<Part> items,
            boolean flow,
            Span span,
            @Nullable String anchor) implements Part {

        @Override
        public boolean isInline() {
            return flow;
        }
    }

    /** Stands for what has the anchor. */
    record Alias(String name, Part target, Span span) implements Part {

        @Override
        public boolean isSet() {
            return target.isSet();
        }

        @Override
        public @Nullable String anchor() {
            return null;
        }
    }
}

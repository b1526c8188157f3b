package org.cloudmesh.internal.config;

import org.jspecify.annotations.Nullable;

/** Writes another value where there is one. */
final class Replacement {

    private final String text;
    private final Place place;
    private final Part old;

    Replacement(Document document, Place place) {
        text = document.text();
        this.place = place;
        old = place.part();
    }

    Edit by(@Nullable Object value) {
        boolean flow = place.isInFlow();
        boolean keepsFlow = old instanceof Part.Mapping || old instanceof Part.Sequence;
        boolean inline = flow || Rendering.isInline(value) || (keepsFlow && old.isInline());
        if (!inline || !old.isInline()) {
            return lines(value, inline);
        }
        var rendered = Rendering.inline(value, flow);
        return old.span().isEmpty()
                ? fill(rendered)
                : new Edit(old.span().start(), old.span().end(), rendered);
    }

    /** Puts a value where nothing was written. */
    private Edit fill(String rendered) {
        int head = head();
        boolean colon = head > 0
                && (text.charAt(head - 1) == ':'
                        || text.charAt(head - 1) == '-'
                        || old.span().head() == head);
        return Edit.insert(head, (colon ? " " : ": ") + rendered);
    }

    /** Replaces lines below the key, or makes some; what is beside the key, a comment perhaps, stays there. */
    private Edit lines(@Nullable Object value, boolean inline) {
        int head = head();
        int end = Lines.end(text, Math.max(head, old.span().end()));
        var beside = beside(head, end);
        return new Edit(head, end, inline ? " " + Rendering.inline(value, false) + beside : beside + below(value));
    }

    private String beside(int head, int end) {
        int line = Lines.start(text, old.span().start());
        var above = head < line ? text.substring(head, Lines.beforeBreak(text, line)) : "";
        var beside = above + after(head, end);
        return beside.isBlank() ? "" : beside;
    }

    private String after(int head, int end) {
        if (old.isInline()) {
            return text.substring(Math.max(head, old.span().end()), end);
        }
        return old instanceof Part.Scalar ? BlockScalars.comment(text, old.span()) : "";
    }

    private String below(@Nullable Object value) {
        var step = place.last();
        var rendering = new Rendering(Indentation.below(step.collection(), place.steps()), Lines.separator(text));
        int column = step.collection() instanceof Part.Mapping mapping
                ? mapping.entries().get(step.index()).keySpan().column() + rendering.step()
                : step.collection().span().column() + 2;
        return value == null ? "" : rendering.separator() + rendering.block(value, column);
    }

    /** Where the value may begin: after the colon or dash, and after anchor and tag. */
    private int head() {
        if (old.span().head() != Span.NONE) {
            return old.span().head();
        }
        var step = place.last();
        if (step.collection() instanceof Part.Sequence list) {
            return Dashes.of(text, list, step.index()) + 1;
        }
        var key = ((Part.Mapping) step.collection()).entries().get(step.index()).keySpan();
        int colon = Properties.gap(text, key.end());
        return colon < text.length() && text.charAt(colon) == ':' ? colon + 1 : key.end();
    }
}

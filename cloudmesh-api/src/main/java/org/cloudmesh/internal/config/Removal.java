package org.cloudmesh.internal.config;

/** Takes a key or an element away, with all its lines. */
final class Removal {

    private final Document document;
    private final String text;
    private final Place place;
    private final Part collection;
    private final int index;

    Removal(Document document, Place place) {
        this.document = document;
        text = document.text();
        this.place = place;
        collection = place.last().collection();
        index = place.last().index();
    }

    Edit edit(KeyPath path) {
        if (place.isInFlow()) {
            return inFlow();
        }
        int start = start();
        int line = Lines.start(text, start);
        if (!Lines.isBlank(text, line, start)) {
            throw Refusal.fault(document, place.part(), path, "this begins on another one's line; remove it by hand");
        }
        int end = Lines.end(text, end(index));
        return end < text.length()
                ? new Edit(line, Lines.skipBreak(text, end), "")
                : new Edit(Lines.beforeBreak(text, line), end, "");
    }

    private int start() {
        return collection instanceof Part.Mapping mapping
                ? mapping.entries().get(index).keySpan().start()
                : Dashes.of(text, (Part.Sequence) collection, index);
    }

    /** Takes the comma after it too, or the one before if it is the last; its lines if nothing else is on them. */
    private Edit inFlow() {
        int start = startInFlow();
        int comma = Properties.gap(text, end(index));
        boolean last = text.charAt(comma) != ',';
        int end = last ? end(index) : comma + 1;
        int line = Lines.start(text, start);
        boolean alone = Lines.isBlank(text, line, start) && isCommentOrBlank(end);
        if (last && index > 0) {
            return last(alone ? Lines.beforeBreak(text, line) : start, alone ? Lines.end(text, end) : end);
        }
        return alone
                ? new Edit(line, Lines.skipBreak(text, Lines.end(text, end)), "")
                : new Edit(start, isCommentOrBlank(end) ? end : Properties.gap(text, end), "");
    }

    private int startInFlow() {
        int before = index == 0 ? collection.span().start() : Properties.gap(text, end(index - 1));
        return Properties.gap(text, before + 1);
    }

    /** Keeps the comments between the one before and this one, and nothing else. */
    private Edit last(int start, int end) {
        int before = end(index - 1);
        int comma = Properties.gap(text, before);
        var between = text.substring(before, comma) + text.substring(comma + 1, start);
        return new Edit(before, end, between.isBlank() ? "" : between);
    }

    private boolean isCommentOrBlank(int from) {
        return Properties.gap(text, from) > Lines.end(text, from);
    }

    private int end(int child) {
        return collection instanceof Part.Mapping mapping
                ? mapping.entries().get(child).end()
                : ((Part.Sequence) collection).items().get(child).span().end();
    }
}

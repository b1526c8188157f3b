package org.cloudmesh.internal.config;

/** Takes a key or an element away, with all its lines. */
final class Removal {

    private final Document document;
    private final String text;
    private final Place place;

    Removal(Document document, Place place) {
        this.document = document;
        text = document.text();
        this.place = place;
    }

    Edit edit(KeyPath path) {
        var step = place.last();
        if (place.isInFlow()) {
            return inFlow(step);
        }
        int start = start(step.collection(), step.index());
        int line = Lines.start(text, start);
        if (!Lines.isBlank(text, line, start)) {
            throw Refusal.fault(document, place.part(), path, "this begins on another one's line; remove it by hand");
        }
        int end = Lines.end(text, end(step.collection(), step.index()));
        return end < text.length()
                ? new Edit(line, Lines.skipBreak(text, end), "")
                : new Edit(Lines.beforeBreak(text, line), end, "");
    }

    private Edit inFlow(Place.Step step) {
        var collection = step.collection();
        int count = collection instanceof Part.Mapping mapping
                ? mapping.entries().size()
                : ((Part.Sequence) collection).items().size();
        int start = start(collection, step.index());
        if (step.index() > 0) {
            return new Edit(end(collection, step.index() - 1), end(collection, step.index()), "");
        }
        return new Edit(start, count > 1 ? start(collection, 1) : end(collection, 0), "");
    }

    private int start(Part collection, int index) {
        if (collection instanceof Part.Mapping mapping) {
            return mapping.entries().get(index).keySpan().start();
        }
        int start = ((Part.Sequence) collection).items().get(index).span().start();
        return collection.isInline() ? start : text.lastIndexOf('-', start - 1);
    }

    private static int end(Part collection, int index) {
        return collection instanceof Part.Mapping mapping
                ? mapping.entries().get(index).end()
                : ((Part.Sequence) collection).items().get(index).span().end();
    }
}

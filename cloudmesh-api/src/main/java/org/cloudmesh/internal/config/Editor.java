package org.cloudmesh.internal.config;

import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/** Changes one value in a file's text, and nothing else. */
final class Editor {

    private final Document document;

    Editor(Document document) {
        this.document = document;
    }

    /**
     * The file with the value at the path.
     *
     * @throws ConfigException if that would change something else too
     */
    Document set(KeyPath path, @Nullable Object value) {
        if (!(document.root() instanceof Part.Mapping root)) {
            return whole(path, value);
        }
        var place = place(root, path);
        var edit =
                place.isFound() ? new Replacement(document, place).by(value) : new Addition(document, place).of(value);
        var changed = changed(edit, place, path);
        Verification.afterSetting(document, changed, place, path, value);
        return changed;
    }

    /** The file without what is at the path; the same file if nothing is. */
    Document remove(KeyPath path) {
        if (!(document.root() instanceof Part.Mapping root)) {
            return document;
        }
        var place = place(root, path);
        if (!place.isFound()) {
            return document;
        }
        var changed = changed(new Removal(document, place).edit(path), place, path);
        Verification.afterRemoving(document, changed, place, path);
        return changed;
    }

    private Document changed(Edit edit, Place place, KeyPath path) {
        try {
            return document.with(edit.in(document.text()));
        } catch (ConfigException e) {
            throw Verification.refusal(document, place, path);
        }
    }

    private Place place(Part.Mapping root, KeyPath path) {
        var place = Place.find(document, root, path);
        if (place.isFound()) {
            return place;
        }
        return Spellings.places(path).stream()
                .skip(1)
                .map(each -> Place.find(document, root, each))
                .filter(Place::isFound)
                .findFirst()
                .orElse(place);
    }

    /** The first key of a file that has none. */
    private Document whole(KeyPath path, @Nullable Object value) {
        try {
            return document.with(fromNothing(path, value));
        } catch (ConfigException e) {
            var sentence = "nothing can be added at the end of this file, which is empty; edit it by hand";
            throw new ConfigException(document.file(), null, path.toString(), sentence);
        }
    }

    private String fromNothing(KeyPath path, @Nullable Object value) {
        var text = document.text();
        var rendering = new Rendering(Addition.STEP, Lines.separator(text));
        boolean open = !text.isEmpty() && !Lines.isBreak(text.charAt(text.length() - 1));
        var all = Addition.entry(Document.ROOT, Addition.nested(path, value));
        return text + (open ? rendering.separator() : "") + rendering.block(all, 0) + rendering.separator();
    }
}

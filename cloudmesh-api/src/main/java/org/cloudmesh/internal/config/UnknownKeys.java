package org.cloudmesh.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds keys that are probably misspelled: not known where they are, one or two slips away from a word that is, and that
 * word not there too. A key unlike any known one is somebody's own, and is left alone.
 */
final class UnknownKeys {

    private static final Set<String> ROOT = Set.of(Document.ROOT, "meta");

    private final Document document;
    private final List<String> warnings = new ArrayList<>();

    private UnknownKeys(Document document) {
        this.document = document;
    }

    /** A sentence for each. */
    static List<String> of(Document document) {
        var found = new UnknownKeys(document);
        if (document.root() instanceof Part.Mapping root) {
            found.among(root, "", ROOT, word -> true);
        }
        if (document.content() instanceof Part.Mapping content) {
            found.below(content, KeyPath.ROOT);
        }
        return List.copyOf(found.warnings);
    }

    private void below(Part.Mapping section, KeyPath path) {
        var words = Words.below(path);
        among(section, path + ".", words, word -> section.indexOf(word) < 0);
        for (var entry : section.entries()) {
            if (entry.value() instanceof Part.Mapping child) {
                below(child, path.plus(entry.key()));
            }
        }
    }

    private void among(Part.Mapping section, String prefix, Set<String> words, Predicate<String> isMeant) {
        for (var entry : section.entries()) {
            if (!words.contains(entry.key())) {
                Typo.meant(entry.key(), words.stream().filter(isMeant).toList())
                        .ifPresent(nearest -> warnings.add("%s:%d: %s%s is not known; nearest: %s"
                                .formatted(document.file(), entry.keySpan().line(), prefix, entry.key(), nearest)));
            }
        }
    }
}

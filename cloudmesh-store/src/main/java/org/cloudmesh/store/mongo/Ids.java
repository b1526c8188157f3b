package org.cloudmesh.store.mongo;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a document's {@code _id} is: its key, as it is or nearly so, in front of which its generation is written if it has
 * one. Ids have the order of the keys' UTF-8 bytes, whether a server compares bytes, as MongoDB does, or UTF-16 units.
 */
final class Ids {

    /** From here on the two orders differ; it stands before six hex digits of a code point, and in no id otherwise. */
    private static final char ESCAPE = '\ud7ff';

    /** Greater than all that a key can become: what follows is ours. Itself the id of the document on generations. */
    static final String META = ESCAPE + "~";

    private static final int GENERATION_LENGTH = 24;

    private Ids() {}

    /** The id of a key in no generation. */
    static String of(String key) {
        if (key.chars().allMatch(c -> c < ESCAPE)) {
            return key;
        }
        var id = new StringBuilder();
        key.codePoints().forEach(c -> {
            if (c < ESCAPE) {
                id.append((char) c);
            } else {
                id.append(ESCAPE).append("%06x".formatted(c));
            }
        });
        return id.toString();
    }

    /** The id of a key in a generation; null for none. */
    static String of(@Nullable String generation, String key) {
        return start(generation) + of(key);
    }

    /** What the ids of a generation begin with; empty for those of none. */
    static String start(@Nullable String generation) {
        return generation == null ? "" : META + generation + " ";
    }

    /** The least text greater than all ids of a generation, or of none. */
    static String end(@Nullable String generation) {
        return generation == null ? META : META + generation + (char) (' ' + 1);
    }

    /** The least text greater than all ids that begin so. */
    static String endOf(String start) {
        int last = start.length() - 1;
        return start.substring(0, last) + (char) (start.charAt(last) + 1);
    }

    /** The generation an id belongs to; null if to none. */
    static @Nullable String generation(String id) {
        return id.startsWith(META) ? id.substring(META.length(), META.length() + GENERATION_LENGTH) : null;
    }

    /** Another generation each time; later ones sort behind earlier ones, to the second. */
    static String newGeneration() {
        return new ObjectId().toHexString();
    }

    /** Greater than the start of all generations made before that second. */
    static String madeBefore(long epochSecond) {
        return META + "%08x".formatted(epochSecond);
    }
}

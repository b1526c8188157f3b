package org.cloudmesh.internal.config;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** SnakeYAML counts code points, a text is made of chars: the two differ after the first emoji. */
final class Offsets {

    private final int @Nullable [] chars;

    Offsets(String text) {
        int points = text.codePointCount(0, text.length());
        chars = points == text.length() ? null : new int[points + 1];
        if (chars != null) {
            for (int i = 0, at = 0; i < points; i++) {
                chars[i] = at;
                at += Character.charCount(text.codePointAt(at));
            }
            chars[points] = text.length();
        }
    }

    int of(Mark mark) {
        return chars == null ? mark.getIndex() : chars[mark.getIndex()];
    }

    static int breaks(String text, int start, int end) {
        int count = 0;
        for (int i = Lines.end(text, start); i < end; i = Lines.end(text, i)) {
            i = Lines.skipBreak(text, i);
            count++;
        }
        return count;
    }
}

package org.cloudmesh.internal.text;

import java.util.List;

/**
 * Text of somebody else's, such as a script's output, that does nothing to a terminal: an escape sequence is shown, not
 * obeyed.
 */
public final class SafeText {

    private static final char REPLACEMENT = '\uFFFD';

    /** Where Unicode pictures of the control characters begin: that of ESC reads ␛. */
    private static final char PICTURES = '\u2400';

    private static final char PICTURE_OF_DELETE = '\u2421';

    private SafeText() {}

    /** The text with pictures for its control characters; its line ends are {@code \n}, tabs stay. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        var safe = new StringBuilder(text.length());
        text.replaceAll("\\R", "\n")
                .codePoints()
                .forEach(c -> safe.appendCodePoint(c == '\n' || c == '\t' ? c : harmless(c)));
        return safe.toString();
    }

    /** Its lines, tabs as a space; at least one, and none for line ends that nothing follows. */
    public static List<String> lines(String text) {
        var safe = of(text).replace('\t', ' ');
        return safe.indexOf('\n') < 0
                ? List.of(safe)
                : List.of(safe.replaceAll("\n+$", "").split("\n", -1));
    }

    /** All of it in one line. */
    public static String oneLine(String text) {
        return String.join(" ", lines(text));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static int harmless(int c) {
        if (c < ' ') {
            return PICTURES + c;
        }
        if (c == 0x7F) {
            return PICTURE_OF_DELETE;
        }
        // U+009B alone begins an escape sequence; the others turn a line's direction around, or are half a character.
        boolean harmful = (c > 0x7F && c < 0xA0)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || Character.getType(c) == Character.SURROGATE;
        return harmful ? REPLACEMENT : c;
    }
}

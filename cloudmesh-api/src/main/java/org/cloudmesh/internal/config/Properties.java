package org.cloudmesh.internal.config;

/** The anchor and the tag in front of a value. */
final class Properties {

    private Properties() {}

    /** Where they end: after the last character of the last one, or {@link Span#NONE} if there is none. */
    static int end(String text, int from) {
        int end = Span.NONE;
        int i = from;
        while (i < text.length() && (text.charAt(i) == '&' || text.charAt(i) == '!')) {
            i = word(text, i);
            end = i;
            i = gap(text, i);
        }
        return end;
    }

    /** The first character after spaces, line breaks and comments. */
    static int gap(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '#') {
                i = Lines.end(text, i);
            } else if (Lines.isSpace(c) || Lines.isBreak(c)) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }

    private static int word(String text, int from) {
        int i = from;
        while (i < text.length() && !Lines.isSpace(text.charAt(i)) && !Lines.isBreak(text.charAt(i))) {
            i++;
        }
        return i;
    }
}

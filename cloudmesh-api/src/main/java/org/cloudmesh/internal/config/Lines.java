package org.cloudmesh.internal.config;

/** Finds its way between the lines of a text. */
final class Lines {

    private Lines() {}

    /** Before the line break, or the end of the text. */
    static int end(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && !isBreak(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The first character of the line. */
    static int start(CharSequence text, int from) {
        int i = from;
        while (i > 0 && !isBreak(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** After the line break that is at the place, if there is one. */
    static int skipBreak(CharSequence text, int from) {
        if (from + 1 < text.length() && text.charAt(from) == '\r' && text.charAt(from + 1) == '\n') {
            return from + 2;
        }
        return from < text.length() && isBreak(text.charAt(from)) ? from + 1 : from;
    }

    /** Before the line break that ends at the place, if there is one. */
    static int beforeBreak(CharSequence text, int from) {
        if (from > 1 && text.charAt(from - 1) == '\n' && text.charAt(from - 2) == '\r') {
            return from - 2;
        }
        return from > 0 && isBreak(text.charAt(from - 1)) ? from - 1 : from;
    }

    /** How this text ends its lines. */
    static String separator(CharSequence text) {
        int first = end(text, 0);
        return first < text.length()
                ? text.subSequence(first, skipBreak(text, first)).toString()
                : "\n";
    }

    static boolean isBlank(CharSequence text, int start, int end) {
        return text.subSequence(start, end).chars().allMatch(Lines::isSpace);
    }

    static boolean isSpace(int character) {
        return character == ' ' || character == '\t';
    }

    static boolean isBreak(int character) {
        return character == '\n' || character == '\r';
    }
}

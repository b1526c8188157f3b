package org.cloudmesh.internal.config;

/** Texts of several lines under {@code |} or {@code >}. */
final class BlockScalars {

    private BlockScalars() {}

    /** Ends the span at the last line of the text; the blank lines after it are the text's only under {@code |+}. */
    static Span trim(String text, Span span) {
        int header = Lines.end(text, span.start());
        int end = Math.max(header, Math.min(span.end(), text.length()));
        if (text.substring(span.start(), header).split("#", 2)[0].indexOf('+') >= 0) {
            return span.to(Math.max(header, Lines.beforeBreak(text, end)));
        }
        while (end > header && isBlankOrBreak(text.charAt(end - 1))) {
            end--;
        }
        return span.to(end);
    }

    /** What stands on the first line beside the sign: a comment, or nothing. */
    static String comment(String text, Span span) {
        var header = text.substring(span.start(), Lines.end(text, span.start()));
        int gap = 0;
        while (gap < header.length() && !Lines.isSpace(header.charAt(gap))) {
            gap++;
        }
        return header.substring(gap);
    }

    private static boolean isBlankOrBreak(char character) {
        return Lines.isSpace(character) || Lines.isBreak(character);
    }
}

package org.cloudmesh.internal.text;

import java.util.regex.Pattern;

/** How many columns of a terminal a text takes: a letter one, a Chinese one or an emoji two, an accent none. */
public final class Width {

    private static final String ELLIPSIS = "…";
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int EMOJI_PRESENTATION = 0xFE0F;
    private static final int SOFT_HYPHEN = 0xAD;

    private Width() {}

    /** The columns of a text without line ends. */
    public static int of(String text) {
        if (isAscii(text)) {
            return text.length();
        }
        return CLUSTER.matcher(text)
                .results()
                .mapToInt(cluster -> ofCluster(cluster.group()))
                .sum();
    }

    /** The text, not wider than that: what is left out is an ellipsis, and no character is cut in half. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        var clusters = CLUSTER.matcher(text);
        int width = 0;
        int end = 0;
        while (clusters.find()) {
            width += ofCluster(clusters.group());
            if (width > columns - 1) {
                break;
            }
            end = clusters.end();
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    /** The text with as many spaces after it as are missing. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** What a reader takes for one character is as wide as its first code point, unless it is told to be an emoji. */
    private static int ofCluster(String cluster) {
        int first = cluster.codePointAt(0);
        boolean emoji = cluster.indexOf(EMOJI_PRESENTATION) > 0
                || (isFlag(first) && cluster.length() > Character.charCount(first));
        return emoji ? 2 : ofCodePoint(first);
    }

    /** A flag is two of these. */
    private static boolean isFlag(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static int ofCodePoint(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            case Character.FORMAT -> c == SOFT_HYPHEN ? 1 : 0;
            default -> WideRanges.contains(c) ? 2 : 1;
        };
    }
}

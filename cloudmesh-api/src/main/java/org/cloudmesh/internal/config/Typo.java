package org.cloudmesh.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Tells a slip of the fingers from a word of one's own: two letters in the wrong order are one slip. */
final class Typo {

    private static final int LONG = 8;

    private Typo() {}

    /** The word that was probably meant: one slip away, or two in a long word. */
    static Optional<String> meant(String written, Collection<String> words) {
        int allowed = written.length() < 3 ? 0 : written.length() < LONG ? 1 : 2;
        return words.stream()
                .filter(word -> Math.abs(word.length() - written.length()) <= allowed)
                .filter(word -> slips(written, word) <= allowed)
                .min(Comparator.comparingInt((String word) -> slips(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The distance of Damerau and Levenshtein (optimal string alignment), without regard to case. */
    static int slips(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : least(a, b, rows, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int least(String a, String b, int[][] rows, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}

package org.cloudmesh.internal.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what was probably meant. */
public final class Nearest {

    private static final int MOST = 5;

    private Nearest() {}

    /** {@code known: a, b}, the nearest first, five at most; {@code none is known} if there is none. */
    public static String known(String asked, Collection<String> known) {
        if (known.isEmpty()) {
            return "none is known";
        }
        var nearest = known.stream()
                .distinct()
                .sorted(Comparator.comparingInt((String each) -> distance(asked, each))
                        .thenComparing(each -> each))
                .limit(MOST)
                .collect(Collectors.joining(", "));
        long more = known.stream().distinct().count() - MOST;
        return (more > 0 ? "nearest known: " : "known: ") + nearest + (more > 0 ? " and %d more".formatted(more) : "");
    }

    /** Levenshtein's distance, without regard to case. */
    static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}

package org.cloudmesh.internal.store;

import java.util.Comparator;
import java.util.Optional;

/** The order of texts by their UTF-8 bytes, which is that of their code points; {@code String}'s own differs above U+FFFF. */
public final class Utf8Order {

    /** Of two texts. */
    public static final Comparator<String> COMPARATOR = Utf8Order::compare;

    private static final int FIRST_SURROGATE = 0xD800;
    private static final int LAST_SURROGATE = 0xDFFF;

    private Utf8Order() {}

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return weight(a.charAt(i)) - weight(b.charAt(i));
            }
        }
        return a.length() - b.length();
    }

    // A surrogate stands for a code point beyond all that one char can hold.
    private static int weight(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    /** The least text greater than all that begin with this prefix, if there is one. */
    static Optional<String> endOf(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == FIRST_SURROGATE ? LAST_SURROGATE + 1 : last + 1;
                return Optional.of(prefix.substring(0, end) + Character.toString(next));
            }
        }
        return Optional.empty();
    }
}

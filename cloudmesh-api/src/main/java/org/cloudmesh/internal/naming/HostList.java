package org.cloudmesh.internal.naming;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code a[1-3,18],b} stands for {@code a1 a2 a3 a18 b}; the width of a range's first number is kept. */
public final class HostList {

    /** More than this in one list is a typing error, not a wish. */
    private static final int MOST = 100_000;

    private HostList() {}

    /** Whether the text stands for more than itself. */
    public static boolean isList(String text) {
        return text.indexOf('[') >= 0 || text.indexOf(',') >= 0;
    }

    /**
     * The names the list stands for, in its order, each once.
     *
     * @throws IllegalArgumentException if a bracket is not closed, a range is no range, or there is no name in it
     */
    public static List<String> expand(String list) {
        var names = new LinkedHashSet<String>();
        for (var part : split(list)) {
            expandPart(list, part, "", names);
        }
        if (names.isEmpty()) {
            throw wrong(list, "it has no name in it");
        }
        return List.copyOf(names);
    }

    private static List<String> split(String list) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(list.substring(start, i).strip());
                start = i + 1;
            }
            if (depth < 0 || depth > 1) {
                throw wrong(list, "its brackets do not match");
            }
        }
        if (depth != 0) {
            throw wrong(list, "its brackets do not match");
        }
        parts.add(list.substring(start).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static void expandPart(String list, String part, String before, Set<String> names) {
        int open = part.indexOf('[');
        if (open < 0) {
            if (names.size() >= MOST) {
                throw wrong(list, "it stands for more than %d names".formatted(MOST));
            }
            names.add(before + part);
            return;
        }
        int close = part.indexOf(']');
        var stem = before + part.substring(0, open);
        var rest = part.substring(close + 1);
        for (var range : part.substring(open + 1, close).split(",", -1)) {
            for (var number : numbers(list, range.strip())) {
                expandPart(list, rest, stem + number, names);
            }
        }
    }

    private static List<String> numbers(String list, String range) {
        if (range.matches("[0-9]{1,9}")) {
            return List.of(range);
        }
        if (!range.matches("[0-9]{1,9}-[0-9]{1,9}")) {
            throw wrong(list, "\"%s\" is neither a number nor a range such as 01-05".formatted(range));
        }
        var first = range.substring(0, range.indexOf('-'));
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(range.substring(range.indexOf('-') + 1));
        if (to < from || to - from >= MOST) {
            throw wrong(list, "the range %s %s".formatted(range, to < from ? "runs backwards" : "is too long"));
        }
        var numbers = new ArrayList<String>();
        for (int i = from; i <= to; i++) {
            var digits = Integer.toString(i);
            numbers.add("0".repeat(Math.max(0, first.length() - digits.length())) + digits);
        }
        return numbers;
    }

    private static IllegalArgumentException wrong(String list, String why) {
        return new IllegalArgumentException(
                "\"%s\" is no list of names: %s; a list looks like web[01-05,18],db".formatted(list, why));
    }
}

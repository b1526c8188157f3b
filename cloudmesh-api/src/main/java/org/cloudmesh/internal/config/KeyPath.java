package org.cloudmesh.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way to a value, from what is below {@code cloudmesh} on. Immutable. */
record KeyPath(List<String> keys) {

    static final KeyPath ROOT = new KeyPath(List.of());

    KeyPath {
        keys = List.copyOf(keys);
    }

    static KeyPath of(String... keys) {
        return new KeyPath(List.of(keys));
    }

    /**
     * Reads {@code a."b.c".0}, with or without {@code cloudmesh.} before it.
     *
     * @throws IllegalArgumentException if a key is missing between two dots, or a quote is not closed
     */
    static KeyPath parse(String path) {
        var parsed = relative(path);
        boolean rooted = !parsed.keys.isEmpty() && parsed.keys.get(0).equals(Document.ROOT);
        return rooted ? parsed.from(1) : parsed;
    }

    /** Reads a path that does not begin at the root. */
    static KeyPath relative(String path) {
        var keys = new ArrayList<String>();
        int i = 0;
        while (i < path.length()) {
            boolean quoted = path.charAt(i) == '"';
            int end = end(path, i, quoted);
            int next = quoted ? end + 1 : end;
            if (end == i || end < 0 || !isEndOfKey(path, next)) {
                throw new IllegalArgumentException(
                        "the path %s is not keys with dots between them, such as cloud.aws or data.\"a.b\""
                                .formatted(path));
            }
            keys.add(path.substring(quoted ? i + 1 : i, end));
            i = next + 1;
        }
        return new KeyPath(keys);
    }

    private static int end(String path, int from, boolean quoted) {
        int end = path.indexOf(quoted ? '"' : '.', quoted ? from + 1 : from);
        return end < 0 && !quoted ? path.length() : end;
    }

    private static boolean isEndOfKey(String path, int at) {
        return at == path.length() || (path.charAt(at) == '.' && at < path.length() - 1);
    }

    int size() {
        return keys.size();
    }

    String key(int index) {
        return keys.get(index);
    }

    KeyPath from(int index) {
        return new KeyPath(keys.subList(index, keys.size()));
    }

    KeyPath to(int index) {
        return new KeyPath(keys.subList(0, index));
    }

    KeyPath plus(String key) {
        return plus(of(key));
    }

    KeyPath plus(KeyPath other) {
        return new KeyPath(Stream.concat(keys.stream(), other.keys.stream()).toList());
    }

    /** With dots, without {@code cloudmesh.}. */
    String dotted() {
        return keys.stream().map(KeyPath::quoted).collect(Collectors.joining("."));
    }

    /** With dots, from {@code cloudmesh} on. */
    @Override
    public String toString() {
        return keys.isEmpty() ? Document.ROOT : Document.ROOT + "." + dotted();
    }

    private static String quoted(String key) {
        return key.isEmpty() || key.indexOf('.') >= 0 ? '"' + key + '"' : key;
    }
}

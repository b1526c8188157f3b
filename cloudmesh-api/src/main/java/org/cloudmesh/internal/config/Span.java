package org.cloudmesh.internal.config;

/**
 * Where a part is in its text; anchor and tag come before it.
 *
 * @param head where the anchor or tag ends, or {@link #NONE}
 * @param start the first character
 * @param end after the last one
 * @param line from 1
 * @param column from 0
 */
record Span(int head, int start, int end, int line, int column) {

    static final int NONE = -1;

    boolean isEmpty() {
        return start == end;
    }

    Span to(int newEnd) {
        return new Span(head, start, newEnd, line, column);
    }
}

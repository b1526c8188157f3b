package org.cloudmesh.internal.config;

/** A stretch of a text and what it becomes. */
record Edit(int start, int end, String text) {

    static Edit insert(int at, String text) {
        return new Edit(at, at, text);
    }

    String in(String old) {
        return old.substring(0, start) + text + old.substring(end);
    }
}

package org.cloudmesh.internal.jobs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Tells each line of one stream as soon as it is whole. Used by one thread at a time. */
final class Lines {

    /** A program may print for hours without a line end. */
    private static final int LONGEST_LINE_BYTES = 64 * 1024;

    private final Consumer<String> listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long count;

    Lines(Consumer<String> listener) {
        this.listener = listener;
    }

    void write(byte[] bytes, int offset, int length) {
        int start = offset;
        count += length;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                tell();
                start = i + 1;
            } else if (line.size() + i - start >= LONGEST_LINE_BYTES && Utf8.beginsCharacter(bytes[i])) {
                line.write(bytes, start, i - start);
                tell();
                start = i;
            }
        }
        line.write(bytes, start, offset + length - start);
    }

    /** How many came. */
    long bytes() {
        return count;
    }

    /** There is no more: what has no line end is a line too. */
    void end() {
        if (line.size() > 0) {
            tell();
        }
    }

    private void tell() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        listener.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}

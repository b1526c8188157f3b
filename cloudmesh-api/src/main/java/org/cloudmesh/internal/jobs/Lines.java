package org.cloudmesh.internal.jobs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Collects the bytes of one stream, and tells each line as soon as it is whole. Used by one thread at a time. */
final class Lines {

    private final Consumer<String> listener;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Consumer<String> listener) {
        this.listener = listener;
    }

    void write(byte[] bytes, int offset, int length) {
        all.write(bytes, offset, length);
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                tell();
                start = i + 1;
            }
        }
        line.write(bytes, start, offset + length - start);
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

    String text() {
        return all.toString(StandardCharsets.UTF_8);
    }
}

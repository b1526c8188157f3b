package org.cloudmesh.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.cloudmesh.Line;
import org.cloudmesh.spi.Output;

/**
 * Takes the wrapper's line out of standard output, with whatever the login shell's rc files printed before it. If it does
 * not come, as when an account may not log in, all that was printed is passed on. Not thread-safe.
 */
final class PidLine implements Output {

    private static final int MAX_PRELUDE_BYTES = 64 * 1024;

    private Output next;
    private final Pattern line;
    private final ByteArrayOutputStream prelude = new ByteArrayOutputStream();
    private OptionalLong pid = OptionalLong.empty();
    private boolean isOver;

    PidLine(String nonce, Output next) {
        this.next = next;
        this.line = Pattern.compile(nonce + " (\\d+)\n");
    }

    /** The id of the remote process, once it is known. */
    OptionalLong pid() {
        return pid;
    }

    /** Whether the wrapper's line has come, or can come no longer. */
    boolean isOver() {
        return isOver;
    }

    /** Passes on no more: what is still to come is read for the process id alone. */
    void mute() {
        next = (channel, bytes, offset, length) -> {};
    }

    @Override
    public void write(Line.Channel channel, byte[] bytes, int offset, int length) {
        if (isOver || channel == Line.Channel.STDERR) {
            next.write(channel, bytes, offset, length);
            return;
        }
        prelude.write(bytes, offset, length);
        var text = prelude.toString(StandardCharsets.ISO_8859_1);
        var found = line.matcher(text);
        if (found.find()) {
            pid = OptionalLong.of(Long.parseLong(found.group(1)));
            passOn(found.end());
        } else if (prelude.size() > MAX_PRELUDE_BYTES) {
            passOn(0);
        }
    }

    /** Passes on what is held back; nothing more will come. */
    void end() {
        if (!isOver) {
            passOn(0);
        }
    }

    private void passOn(int from) {
        isOver = true;
        var bytes = prelude.toByteArray();
        prelude.reset();
        if (from < bytes.length) {
            next.write(Line.Channel.STDOUT, bytes, from, bytes.length - from);
        }
    }
}

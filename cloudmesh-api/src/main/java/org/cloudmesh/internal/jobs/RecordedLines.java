package org.cloudmesh.internal.jobs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.cloudmesh.Line;
import org.cloudmesh.Result;
import org.cloudmesh.internal.runtime.Events;

/** The lines of a run that has ended, as they were recorded. */
final class RecordedLines {

    private static final int BUFFER_BYTES = 64 * 1024;

    private RecordedLines() {}

    /** Tells all of them: what it printed, then what it complained of. */
    static void tell(Result result, Consumer<Line> listener) {
        for (var channel : Line.Channel.values()) {
            var lines = new Lines(text -> Events.tell(listener, new Line(result.node(), channel, text)));
            tellRest(result, channel, lines);
            lines.end();
        }
    }

    /** Gives on what did not come yet. A file that is another machine's, or is gone, leaves what the store has. */
    static void tellRest(Result result, Line.Channel channel, Lines lines) {
        boolean isOut = channel == Line.Channel.STDOUT;
        var file = isOut ? result.stdoutFile() : result.stderrFile();
        var text = isOut ? result.stdout() : result.stderr();
        try (var in = file != null && Files.isReadable(file)
                ? Files.newInputStream(file)
                : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            in.skip(lines.bytes());
            var buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                lines.write(buffer, 0, count);
            }
        } catch (IOException e) {
            LiveJob.LOG.debug("not all lines of {} can be told", result.jobId(), e);
        }
    }
}

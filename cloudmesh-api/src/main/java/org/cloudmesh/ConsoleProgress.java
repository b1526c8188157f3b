package org.cloudmesh;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmesh.internal.text.SafeText;
import org.cloudmesh.internal.text.Terminal;
import org.cloudmesh.internal.text.Width;

/**
 * Shows what happens in a mesh, line by line, and on a terminal a bar below while jobs run. Given to
 * {@link MeshOptions#onEvent}. Thread-safe.
 *
 * <p>A machine that the store did not know is {@code Created} if it carries the library's labels, else {@code Found}.
 *
 * <pre>{@code
 * Mesh mesh = Mesh.open(o -> o.onEvent(new ConsoleProgress(System.out)));
 * }</pre>
 */
public final class ConsoleProgress implements Consumer<Event> {

    /** What a terminal has whose width is not known. */
    private static final int USUAL_WIDTH = 80;

    private static final int BAR = 30;

    /** Back to the line's start, and clear it. */
    private static final String CLEAR = "\r\u001b[K";

    /** On machines the library made; see {@link Node#labels}. */
    private static final String MADE_BY_US = "cloudmesh-intent";

    private final Appendable out;
    private final int width;
    private final Map<String, Count> running = new LinkedHashMap<>();
    private final Map<String, Long> fetching = new LinkedHashMap<>();

    private record Count(int done, int total) {}

    /**
     * Plain lines, and a bar.
     *
     * @param out where to; one that is a {@link PrintStream} is flushed
     * @param width how wide the bar's line may be, in columns; 0 for none, where nobody looks
     * @throws IllegalArgumentException if the width is negative
     */
    public ConsoleProgress(Appendable out, int width) {
        if (width < 0) {
            throw new IllegalArgumentException("a console is 0 columns wide or more, not " + width);
        }
        this.out = out;
        this.width = width;
    }

    /** With a bar if this program is run on a terminal. */
    public ConsoleProgress(PrintStream out) {
        this(out, Terminal.isThere() ? Math.min(Terminal.width(), USUAL_WIDTH) : 0);
    }

    @Override
    public synchronized void accept(Event event) {
        try {
            wipe();
            show(event);
            draw();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show(Event event) throws IOException {
        if (event instanceof Event.NodeChanged changed) {
            line(sentence(changed));
        } else if (event instanceof Event.CloudChanged changed && changed.isDefault()) {
            line("Setting env parameter cloud to: " + changed.cloud());
            var config = changed.config();
            if (config != null) {
                // The original's words, slip of the pen included.
                line("Writing updata to " + config.getFileName());
                line("Config has been updated.");
            }
        } else if (event instanceof Event.CloudChanged changed) {
            line("Cloud %s is %s".formatted(changed.cloud(), changed.active() ? "active" : "not active"));
        } else if (event instanceof Event.CatalogProgressed progressed) {
            fetching.put(progressed.cloud() + " " + progressed.kind(), progressed.count());
        } else if (event instanceof Event.CatalogRefreshed refreshed) {
            fetching.remove(refreshed.cloud() + " " + refreshed.kind());
            line("Cloud %s: %d of kind %s".formatted(refreshed.cloud(), refreshed.count(), refreshed.kind()));
        } else if (event instanceof Event.CatalogFailed failed) {
            fetching.remove(failed.cloud() + " " + failed.kind());
            line("Cloud %s: kind %s was not refreshed".formatted(failed.cloud(), failed.kind()));
        } else if (event instanceof Event.JobProgressed progressed) {
            running.computeIfPresent(progressed.job().id(), (id, count) -> new Count(count.done() + 1, count.total()));
            show(progressed.result());
        } else if (event instanceof Event.JobChanged changed) {
            show(changed);
        }
    }

    private static String sentence(Event.NodeChanged changed) {
        var node = changed.node();
        if (changed.before() != null) {
            return "%s: %s".formatted(node.name(), node.state().word());
        }
        return node.labels().containsKey(MADE_BY_US) && node.state() != NodeState.DESTROYED
                ? "Created " + node.name()
                : "Found %s: %s".formatted(node.name(), node.state().word());
    }

    private void show(Event.JobChanged changed) throws IOException {
        var job = changed.job();
        if (changed.state() == JobState.RUNNING) {
            running.put(job.id(), new Count(0, job.nodes().size()));
            line("Job " + job.id());
            return;
        }
        running.remove(job.id());
        line("Job %s: %s".formatted(job.id(), changed.state().word()));
    }

    private void show(Result result) throws IOException {
        var text = result.ok()
                ? result.text()
                : Stream.of(result.stdout(), result.stderr(), result.outcome())
                        .map(String::stripTrailing)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining("\n"));
        for (var each : SafeText.lines(text)) {
            line("%-28s %s".formatted(result.node().name(), each));
        }
    }

    private void line(String text) throws IOException {
        out.append(SafeText.oneLine(text)).append(System.lineSeparator());
    }

    private void wipe() throws IOException {
        if (width > 0 && !(running.isEmpty() && fetching.isEmpty())) {
            out.append(CLEAR);
        }
    }

    private void draw() throws IOException {
        if (width > 0 && running.isEmpty() && !fetching.isEmpty()) {
            var counts = fetching.entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue())
                    .collect(Collectors.joining(", "));
            out.append(Width.cut(counts, Math.max(1, width - 1)));
        } else if (width > 0 && !running.isEmpty()) {
            int done = running.values().stream().mapToInt(Count::done).sum();
            int total = running.values().stream().mapToInt(Count::total).sum();
            int filled = BAR * done / total;
            var bar = "[%s%s] %d/%d".formatted("#".repeat(filled), ".".repeat(BAR - filled), done, total);
            // The last column stays free: a terminal may begin a new line when it is used.
            out.append(Width.cut(bar + " " + title(), Math.max(1, width - 1)));
        }
        if (out instanceof PrintStream stream) {
            stream.flush();
        }
    }

    private String title() {
        var jobs = List.copyOf(running.keySet());
        return jobs.size() == 1 ? "Job " + jobs.get(0) : jobs.size() + " jobs";
    }
}

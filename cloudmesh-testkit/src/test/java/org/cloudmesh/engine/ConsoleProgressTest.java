package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.ConsoleProgress;
import org.cloudmesh.Event;
import org.cloudmesh.Job;
import org.cloudmesh.JobState;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.spi.Query;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest extends EngineTest {

    private final StringBuilder out = new StringBuilder();

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private Job job(int nodes) {
        var job = mesh.jobs().run(Script.of("echo up"), mesh.nodes().boot(nodes, o -> o.name("web[1-" + nodes + "]")));
        job.await();
        return job;
    }

    private void tell(ConsoleProgress console, Job job) {
        console.accept(new Event.JobChanged(time.now(), job, JobState.RUNNING));
        for (var result : job.results()) {
            console.accept(new Event.JobProgressed(time.now(), job, result));
        }
        console.accept(new Event.JobChanged(time.now(), job, JobState.DONE));
    }

    private static Result said(Result result, int exitStatus, String stdout, String stderr) {
        return new Result(result.jobId(), result.node(), exitStatus, null, stdout, stderr, result.took(), null);
    }

    @Test
    void showsPlainLinesWhereNobodyLooks() {
        var job = job(1);
        out.setLength(0);
        var console = new ConsoleProgress(out, 0);
        var result = job.results().get(0);

        console.accept(new Event.JobChanged(time.now(), job, JobState.RUNNING));
        console.accept(new Event.JobProgressed(time.now(), job, said(result, 0, "a\nb\n", "warning")));
        console.accept(new Event.JobProgressed(time.now(), job, said(result, 3, "a\n", "bad")));
        console.accept(new Event.JobChanged(time.now(), job, JobState.DONE));

        assertThat(lines())
                .containsExactly(
                        "Job " + job.id(),
                        "web1                         a",
                        "web1                         b",
                        "web1                         a",
                        "web1                         bad",
                        "web1                         exit 3",
                        "Job " + job.id() + ": done");
    }

    @Test
    void drawsABarBelowTheLinesOfATerminal() {
        var job = job(2);
        var empty = "[..............................] 0/2 Job " + job.id();
        var half = "[###############...............] 1/2 Job " + job.id();
        var full = "[##############################] 2/2 Job " + job.id();

        tell(new ConsoleProgress(out, 80), job);

        assertThat(drawn().replaceAll("web. +[^\n<]*\n", "RESULT\n"))
                .isEqualTo("Job %s\n%s<RESULT\n%s<RESULT\n%s<Job %s: done\n"
                        .formatted(job.id(), empty, half, full, job.id()));
    }

    @Test
    void countsWhatComesWhileALongListIsRefreshed() {
        cloud.images(2500);
        try (var program = open(o -> o.onEvent(new ConsoleProgress(out, 80)))) {
            program.cloud().images().refresh();
        }

        assertThat(drawn()).isEqualTo("sim image 1000<sim image 2000<Cloud sim: 2500 of kind image\n");
    }

    @Test
    void wipesTheCountOfAListThatBreaksOff() {
        cloud.images(2500);
        var cancellation = new Cancellation();
        try (var program = open(o -> o.onEvent(new ConsoleProgress(out, 80)).onEvent(event -> cancellation.cancel()))) {
            var images = program.cloud().images();
            assertThatThrownBy(() -> images.refresh(o -> o.cancelOn(cancellation)))
                    .isInstanceOf(CancelledException.class);
            assertThat(store.count(Query.of("image"))).isZero();
        }

        assertThat(drawn()).isEqualTo("sim image 1000<Cloud sim: kind image was not refreshed\n");
    }

    /** With {@code <} where the line is wiped. */
    private String drawn() {
        return out.toString().replace(System.lineSeparator(), "\n").replace("\r\u001b[K", "<");
    }

    @Test
    void cutsTheBarToTheTerminal() {
        var job = job(1);

        tell(new ConsoleProgress(out, 20), job);

        assertThat(out.toString()).contains("[.................…\r\u001b[Kweb1 ");
    }

    @Test
    void showsNoEscapeSequenceOfAScript() {
        var job = job(1);
        var red = said(job.results().get(0), 0, "\u001b[31mred\u001b]0;title\u0007\n", "");

        new ConsoleProgress(out, 0).accept(new Event.JobProgressed(time.now(), job, red));

        assertThat(lines()).containsExactly("web1                         ␛[31mred␛]0;title␇");
    }

    @Test
    void tellsWhatWasMadeFromWhatWasFound() {
        cloud.add("foreign");
        try (var program = open(o -> o.onEvent(new ConsoleProgress(out, 0)))) {
            program.nodes().boot(1, o -> o.name("web1"));
            program.nodes().refresh();
            program.cloud("sim").images().refresh();
            program.cloud("sim").deactivate();
        }

        assertThat(lines())
                .containsExactly(
                        "Created web1",
                        "Found foreign: running",
                        "Cloud sim: 2 of kind image",
                        "Cloud sim is not active");
    }

    @Test
    void printsToAStream() {
        var bytes = new ByteArrayOutputStream();
        try (var program =
                open(o -> o.onEvent(new ConsoleProgress(new PrintStream(bytes, false, StandardCharsets.UTF_8), 0)))) {
            program.nodes().boot(1, o -> o.name("web1"));
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).strip()).isEqualTo("Created web1");
    }

    @Test
    void wantsAWidthThatIsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsoleProgress(out, -1))
                .withMessage("a console is 0 columns wide or more, not -1");
    }
}

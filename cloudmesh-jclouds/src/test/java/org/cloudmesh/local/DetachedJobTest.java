package org.cloudmesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.cloudmesh.Batch;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Command;
import org.cloudmesh.Job;
import org.cloudmesh.JobState;
import org.cloudmesh.Line;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Node;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.SshException;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.local.LocalCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that outlive the program that began them, on real processes behind a real ssh. */
@Timeout(120)
class DetachedJobTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Says so when it has begun, then waits until somebody lets it go on. */
    private static final Script WAITING = Script.of("""
            echo "begun $*"
            until [ -e go ]; do sleep 0.1; done
            echo over
            echo careful >&2
            exit 3
            """);

    /** A zombie, whose new parent has not looked yet, is dead. */
    private static final Script ALIVE = Script.of("[ -e pid ] && ps -o stat= -p $(cat pid) | grep -qv Z");

    @TempDir
    Path directory;

    private Mesh open() {
        return open(options -> {});
    }

    private Mesh open(Consumer<MeshOptions> options) {
        return Mesh.open(chosen -> {
            chosen.directory(directory).user("ann").cloud(LocalCloud.create());
            options.accept(chosen);
        });
    }

    private static Batch<Node> nodes(Mesh mesh, int count) {
        return mesh.nodes().awaitReady(mesh.nodes().boot(count), MINUTE);
    }

    /** Begins it, and returns when it says that it runs. */
    private static Job begin(Mesh mesh, Batch<Node> nodes, Script script) throws InterruptedException {
        var begun = new CountDownLatch(nodes.size());
        var job = mesh.jobs().run(script, nodes, o -> o.detached().onLine(line -> begun.countDown()));
        begun.await();
        return job;
    }

    private static void letGo(Mesh mesh, List<Node> nodes) {
        mesh.jobs().run(Command.of("touch", "go"), nodes).await();
    }

    @Test
    void outlivesTheMeshThatBeganIt() throws Exception {
        Job begun;
        var lines = new CopyOnWriteArrayList<Line>();
        // Its machines are this process's: they stay up while one mesh is open.
        try (var machines = open()) {
            var nodes = nodes(machines, 2);
            try (var mesh = open()) {
                begun = begin(mesh, nodes, WAITING.with("a b", "c"));
            }
            var mesh = machines;
            var job = mesh.jobs().get(begun.id());
            var before = job.state();
            letGo(mesh, job.nodes());
            var results = job.follow(lines::add).await();

            assertThat(begun.state()).isEqualTo(JobState.RUNNING);
            assertThat(before).isEqualTo(JobState.RUNNING);
            assertThat(results).hasSize(2).extracting(Result::outcome).containsOnly("exit 3");
            assertThat(results).extracting(Result::stdout).containsOnly("begun a b c\nover\n");
            assertThat(results).extracting(Result::stderr).containsOnly("careful\n");
            assertThat(lines)
                    .filteredOn(line -> line.text().startsWith("begun"))
                    .hasSize(2);
            assertThat(mesh.jobs().get(begun.id()).state()).isEqualTo(JobState.DONE);
            assertThat(mesh.jobs().get(begun.id()).results()).hasSize(2);
            assertThat(left(mesh, job.nodes())).containsOnly("");
        }
    }

    private static List<String> left(Mesh mesh, List<Node> nodes) {
        return mesh.jobs().run(Script.of("ls ~/.cloudmesh/jobs"), nodes).await().stream()
                .map(Result::text)
                .toList();
    }

    /** {@code kill -9} of the program that began it. */
    @Test
    void outlivesAKilledProgram() throws Exception {
        var killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProgram.class.getName(),
                        directory.toString(),
                        "detached")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = killed.inputReader()) {
            assertThat(output.readLine()).isEqualTo("booted 3");
            killed.destroyForcibly().waitFor();
        }

        try (var mesh = open()) {
            mesh.recover();
            var job = mesh.jobs().list(1).get(0);
            var before = job.state();
            letGo(mesh, job.nodes());

            var results = job.await();

            assertThat(before).isEqualTo(JobState.RUNNING);
            assertThat(results).hasSize(3).extracting(Result::text).containsOnly("up\nover");
            assertThat(results).extracting(Result::exitStatus).containsOnly(7);
        }
    }

    @Test
    void isFollowedByTwoProgramsAtOnce() throws Exception {
        try (var one = open();
                var other = open()) {
            var job = begin(one, nodes(one, 1), WAITING);
            var there = other.jobs().get(job.id()).follow(line -> {});
            letGo(one, job.nodes());

            assertThat(job.await()).extracting(Result::exitStatus).containsExactly(3);
            assertThat(there.await()).extracting(Result::exitStatus).containsExactly(3);
            assertThat(there.await()).extracting(Result::text).containsExactly("begun \nover");
        }
    }

    @Test
    void isEndedByAnotherProgram() throws Exception {
        Job begun;
        try (var mesh = open()) {
            begun = begin(mesh, nodes(mesh, 1), Script.of("echo $$ >pid; sleep 300 & echo $!; sleep 300"));
        }

        try (var mesh = open()) {
            var job = mesh.jobs().get(begun.id());
            job.cancel();
            var results = mesh.jobs().get(begun.id()).await();
            var alive = mesh.jobs().run(ALIVE, job.nodes()).await();

            assertThat(results).extracting(Result::error).hasOnlyElementsOfType(CancelledException.class);
            assertThat(mesh.jobs().get(begun.id()).state()).isEqualTo(JobState.CANCELLED);
            assertThat(alive).extracting(Result::exitStatus).containsExactly(1);
        }
    }

    @Test
    void endsAtItsDeadline() {
        try (var mesh = open()) {
            var nodes = nodes(mesh, 1);

            var result = mesh.jobs()
                    .run(
                            Script.of("echo $$ >pid; sleep 300"),
                            nodes,
                            o -> o.detached().timeout(Duration.ofSeconds(2)))
                    .await()
                    .get(0);
            var alive = mesh.jobs().run(ALIVE, nodes).await();

            assertThat(result.error()).isInstanceOf(SshException.class);
            assertThat(alive).extracting(Result::exitStatus).containsExactly(1);
        }
    }

    @Test
    void tellsOfAProgramThatWasKilledOnItsNode() throws Exception {
        try (var mesh = open()) {
            var job = begin(mesh, nodes(mesh, 1), WAITING);

            mesh.jobs()
                    .run(Script.of("kill -9 $(cat ~/.cloudmesh/jobs/*/pid)"), job.nodes())
                    .await();
            var result = job.await().get(0);

            assertThat(result.error()).hasMessageContaining("without an exit status");
            assertThat(result.stdout()).startsWith("begun");
            assertThat(job.state()).isEqualTo(JobState.FAILED);
        }
    }

    @Test
    void isGivenAllThatAJobCanBeGiven() {
        try (var mesh = open()) {
            var nodes = nodes(mesh, 1);
            mesh.jobs().run(Command.of("mkdir", "work"), nodes).await();

            var result = mesh.jobs()
                    .run(
                            Command.of("sh", "-c", "basename $PWD; cat; echo \"$GREETING\" \"$1\"", "sh", "it's"),
                            nodes,
                            o -> o.detached().directory("work").stdin("typed\n").environment("GREETING", "a \"b\"\n$c"))
                    .await()
                    .get(0);

            assertThat(result.outcome()).isEqualTo("ok");
            assertThat(result.text()).isEqualTo("work\ntyped\na \"b\"\n$c it's");
        }
    }

    @Test
    void beginsNothingWhereItsDirectoryIsMissing() {
        try (var mesh = open()) {
            var nodes = nodes(mesh, 1);

            var result = mesh.jobs()
                    .run(Command.of("true"), nodes, o -> o.detached().directory("nowhere"))
                    .await()
                    .get(0);

            assertThat(result.ok()).isFalse();
            assertThat(result.outcome()).contains("nowhere");
        }
    }

    /** One that closes at once has begun it all the same. */
    @Test
    void beginsThoughItsMeshIsClosedAtOnce() throws Exception {
        try (var machines = open()) {
            var nodes = nodes(machines, 2);
            Job begun;
            try (var mesh = open()) {
                begun = mesh.jobs().run(Command.of("echo", "here"), nodes, o -> o.detached());
            }

            var results = machines.jobs().get(begun.id()).await();

            assertThat(results).hasSize(2).extracting(Result::text).containsOnly("here");
        }
    }

    @Test
    void keepsItsResultForWhoeverComesAfterItsTime() throws Exception {
        try (var machines = open()) {
            var nodes = nodes(machines, 1);
            Job begun;
            try (var mesh = open()) {
                var script = Script.of("echo here; until [ -e go ]; do sleep 0.1; done; echo $$ >ended; exit 3");
                var seen = new CountDownLatch(1);
                begun = mesh.jobs()
                        .run(
                                script,
                                nodes,
                                o -> o.detached().timeout(Duration.ofHours(1)).onLine(line -> seen.countDown()));
                seen.await();
            }
            letGo(machines, nodes);
            machines.jobs()
                    .run(
                            Script.of(
                                    "until [ -e ~/.cloudmesh/jobs/" + begun.id() + "-0001/exit ]; do sleep 0.1; done"),
                            nodes)
                    .await();

            try (var late = open(o -> o.time(new Later(Duration.ofHours(2))))) {
                var result = late.jobs().get(begun.id()).await().get(0);

                assertThat(result.outcome()).isEqualTo("exit 3");
                assertThat(result.text()).isEqualTo("here");
                assertThat(left(machines, nodes)).containsOnly("");
            }
        }
    }

    /** The machine's clock, set forward. */
    private record Later(Duration by) implements Time {

        @Override
        public Instant now() {
            return Time.system().now().plus(by);
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Time.system().sleep(duration);
        }
    }

    @Test
    void neverBeginsIfAnotherProgramCancelledItFirst() throws Exception {
        try (var one = open(o -> o.concurrency(1));
                var other = open()) {
            var nodes = nodes(one, 1);
            var first = begin(one, nodes, WAITING);
            var second = one.jobs().run(Command.of("touch", "ran"), nodes, o -> o.detached());

            var there = other.jobs().get(second.id());
            there.cancel();
            other.jobs().get(second.id()).await();
            letGo(other, nodes);
            first.await();
            second.await();
            var ran = other.jobs().run(Command.of("test", "-e", "ran"), nodes).await();

            assertThat(ran).extracting(Result::exitStatus).containsExactly(1);
            assertThat(second.results()).extracting(Result::error).hasOnlyElementsOfType(CancelledException.class);
        }
    }

    /** Whoever cancels does not wait, and may close the mesh next. */
    @Test
    void isEndedWhenItsMeshIsClosedJustAfterItWasCancelled() throws Exception {
        try (var machines = open()) {
            var nodes = nodes(machines, 1);
            try (var mesh = open()) {
                begin(mesh, nodes, Script.of("echo $$ >pid; echo begun; sleep 300"))
                        .cancel();
            }

            var alive = machines.jobs().run(ALIVE, nodes).await();

            assertThat(alive).extracting(Result::exitStatus).containsExactly(1);
        }
    }

    /** What the program is told is no matter of the script that begins it. */
    @Test
    void mayHaveAnotherHomeAndPath() {
        try (var mesh = open()) {
            var nodes = nodes(mesh, 1);

            var result = mesh.jobs()
                    .run(
                            Command.of("/bin/sh", "-c", "echo $HOME $PATH \"$QUOTED\" $name $d"),
                            nodes,
                            o -> o.detached()
                                    .timeout(Duration.ofSeconds(10))
                                    .environment("HOME", "/nowhere")
                                    .environment("PATH", "/usr/none")
                                    .environment("name", "n")
                                    .environment("d", "e")
                                    .environment("QUOTED", "it's \"$HOME\"\n2"))
                    .await()
                    .get(0);

            assertThat(result.text()).isEqualTo("/nowhere /usr/none it's \"$HOME\"\n2 n e");
        }
    }

    @Test
    @Timeout(60)
    void endsWhenItsNodeIsDestroyed() throws Exception {
        try (var mesh = open()) {
            var job = begin(mesh, nodes(mesh, 1), WAITING);

            mesh.nodes().destroy(job.nodes());
            var result = job.await().get(0);

            assertThat(result.ok()).isFalse();
            assertThat(job.state()).isEqualTo(JobState.FAILED);
        }
    }

    @Test
    void isCancelledForAllWhoFollowIt() throws Exception {
        try (var one = open();
                var other = open()) {
            var job = begin(one, nodes(one, 1), WAITING);

            other.jobs().get(job.id()).cancel();

            assertThat(job.await()).extracting(Result::error).hasOnlyElementsOfType(CancelledException.class);
            assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        }
    }

    /** Both keep what is longer than the limit in a file. */
    @Test
    void keepsItsOutputWholeThoughAnotherProgramStopsFollowing() throws Exception {
        var script = Script.of("i=0; while [ $i -lt 40000 ]; do echo a line that is long enough $i; i=$((i + 1)); done;"
                + "echo enough; until [ -e go ]; do sleep 0.1; done; echo over");
        try (var one = open()) {
            var nodes = nodes(one, 1);
            var enough = new CountDownLatch(1);
            var job = one.jobs()
                    .run(
                            script,
                            nodes,
                            o -> o.detached().outputLimit(0).onLine(line -> {
                                if (line.text().equals("enough")) {
                                    enough.countDown();
                                }
                            }));
            enough.await();

            var seen = new CountDownLatch(1);
            var closed = new CountDownLatch(1);
            var other = open();
            other.jobs().get(job.id()).follow(line -> {
                seen.countDown();
                awaitQuietly(closed);
            });
            seen.await();
            other.close();
            closed.countDown();
            letGo(one, nodes);
            var result = job.await().get(0);

            assertThat(result.stdoutFile()).isNotNull();
            assertThat(Files.readAllLines(result.stdoutFile()))
                    .hasSize(40_002)
                    .startsWith("a line that is long enough 0")
                    .endsWith("a line that is long enough 39999", "enough", "over");
        }
    }

    /** Prints more than a connection holds, so that who does not read is behind. */
    private static final Script LONG = Script.of("i=0; while [ $i -lt 100000 ]; do echo a line that is long enough $i; "
            + "i=$((i + 1)); done; echo enough; echo hm >&2; until [ -e go ]; do sleep 0.1; done; printf over");

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 24})
    void tellsAllLinesToWhoIsBehindWhenAnotherProgramSeesTheEnd(int outputLimit) throws Exception {
        try (var one = open();
                var other = open()) {
            var nodes = nodes(one, 1);
            var enough = new CountDownLatch(1);
            var job = one.jobs()
                    .run(
                            LONG,
                            nodes,
                            o -> o.detached().outputLimit(outputLimit).onLine(line -> {
                                if (line.text().equals("enough")) {
                                    enough.countDown();
                                }
                            }));
            enough.await();
            var lines = new CopyOnWriteArrayList<String>();
            var seen = new CountDownLatch(1);
            var over = new CountDownLatch(1);
            var there = other.jobs().get(job.id()).follow(line -> {
                seen.countDown();
                awaitQuietly(over);
                if (!line.text().startsWith("a line")) {
                    lines.add(line.text());
                }
            });
            seen.await();
            letGo(one, nodes);
            job.await();

            over.countDown();
            there.await();

            assertThat(lines).containsExactlyInAnyOrder("enough", "hm", "over");
        }
    }

    @Test
    void doesNotWaitForWhatWasKilledWhileItWasBegun() throws Exception {
        try (var mesh = open()) {
            var nodes = nodes(mesh, 1);
            var job = begin(mesh, nodes, WAITING);

            mesh.jobs()
                    .run(Script.of("cd ~/.cloudmesh/jobs/*; touch -t 202001010000 begun; rm pid"), nodes)
                    .await();

            assertThat(job.await(MINUTE))
                    .singleElement()
                    .extracting(Result::error)
                    .asString()
                    .contains("without an exit status");
        }
    }

    @Test
    void tellsTheLinesOfAJobThatHasEnded() {
        try (var one = open();
                var other = open()) {
            var nodes = nodes(one, 2);
            var job = one.jobs().run(Script.of("echo a; echo b >&2; printf c"), nodes, o -> o.detached());
            job.await();
            var lines = new CopyOnWriteArrayList<String>();

            other.jobs().get(job.id()).follow(line -> lines.add(line.toString()));

            var names = nodes.stream().map(Node::name).toList();
            assertThat(lines)
                    .containsExactlyInAnyOrder(
                            names.get(0) + ": a",
                            names.get(0) + ": b",
                            names.get(0) + ": c",
                            names.get(1) + ": a",
                            names.get(1) + ": b",
                            names.get(1) + ": c");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.cloudmesh.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.cloudmesh.Command;
import org.cloudmesh.Line;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.SshException;
import org.cloudmesh.testkit.local.LocalCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job can be told, on real processes behind a real ssh. */
@Timeout(120)
class LocalJobTest {

    @TempDir
    Path directory;

    private Mesh mesh;

    @BeforeEach
    void open() {
        mesh = Mesh.open(options -> options.directory(directory).user("ann").cloud(LocalCloud.create()));
    }

    @AfterEach
    void close() {
        mesh.close();
    }

    private List<Node> nodes(int count) {
        return mesh.nodes().awaitReady(mesh.nodes().boot(count), Duration.ofMinutes(1));
    }

    @Test
    void sendsFilesAlongAndFetchesOthersBack() throws IOException {
        var data = directory.resolve("data");
        Files.writeString(Files.createDirectories(data.resolve("sub")).resolve("numbers"), "1 2 3\n");
        var nodes = nodes(3);
        var into = directory.resolve("results");

        var results = mesh.jobs()
                .run(
                        Script.of("wc -w <in/sub/numbers >count; exit 1"),
                        nodes,
                        o -> o.send(data, "in").fetch("count", into))
                .await();

        assertThat(results).extracting(Result::outcome).containsOnly("exit 1");
        assertThat(nodes)
                .allSatisfy(node -> assertThat(
                                Files.readString(into.resolve(node.name()).resolve("count"))
                                        .strip())
                        .isEqualTo("3"));
    }

    @Test
    void tellsOfAFileThatIsNotThereToBeFetched() {
        var result = mesh.jobs()
                .run(Script.of("echo ran"), nodes(1), o -> o.fetch("nosuch", directory))
                .await()
                .get(0);

        assertThat(result.exitStatus()).isZero();
        assertThat(result.text()).isEqualTo("ran");
        assertThat(result.error()).isInstanceOf(SshException.class).hasMessageContaining("nosuch");
        assertThat(mesh.jobs().list().get(0).results().get(0).outcome()).isEqualTo(result.outcome());
    }

    @Test
    void refusesFilesThatAreNotHereBeforeAnythingRuns() {
        var nodes = nodes(1);

        assertThatThrownBy(() ->
                        mesh.jobs().run(Script.of("true"), nodes, o -> o.send(directory.resolve("nosuch"), "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nosuch is not there; nothing was done");
        assertThatThrownBy(() -> mesh.jobs().run(Script.of("cat"), nodes, o -> o.stdin(directory.resolve("nosuch"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(mesh.jobs().list()).isEmpty();
    }

    @Test
    void givesAProgramItsVariablesDirectoryArgumentsAndInput() throws IOException {
        var nodes = nodes(2);
        var file = Files.writeString(directory.resolve("typed"), "from a file\n");
        mesh.jobs().run(Command.of("mkdir", "work"), nodes).await();

        var job = mesh.jobs()
                .run(
                        Script.of("basename $PWD; cat; echo \"$GREETING $API_TOKEN $1|$2\"")
                                .with("a b", "it's"),
                        nodes,
                        o -> o.directory("work")
                                .environment("GREETING", "it's \"quoted\"")
                                .environment("API_TOKEN", "canary-of-a-secret")
                                .stdin(file));

        assertThat(job.await())
                .extracting(Result::text)
                .containsOnly("work\nfrom a file\nit's \"quoted\" canary-of-a-secret a b|it's");
    }

    @Test
    void runsAgainWithAllItWasToldOnOtherNodes() {
        var nodes = nodes(2);
        mesh.jobs()
                .run(Script.of("cat; echo $A $SECRET_B $1").with("x"), nodes.get(0))
                .await();
        var first = mesh.jobs()
                .run(
                        Script.of("cat; echo $A $SECRET_B $1").with("x"),
                        nodes.subList(0, 1),
                        o -> o.stdin("in ")
                                .environment("A", "a")
                                .secret("SECRET_B", "b")
                                .description("two"));
        first.await();
        var recorded = open(directory).jobs().get(first.id());

        var again = first.rerun(nodes.subList(1, 2));
        var told = recorded.rerun(nodes, o -> o.secret("SECRET_B", "c"));

        assertThat(again.await()).extracting(Result::text).containsExactly("in a b x");
        assertThat(again.nodes()).containsExactly(nodes.get(1));
        assertThat(again.description()).isEqualTo("two");
        assertThat(told.await()).extracting(Result::text).containsOnly("in a c x");
        assertThatThrownBy(recorded::rerun)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret(\"SECRET_B\"");
    }

    private static Mesh open(Path directory) {
        return Mesh.open(options -> options.directory(directory).user("ann").cloud(LocalCloud.create()));
    }

    @Test
    void keepsOutputUpToALimitAndAllOfItInAFile() throws IOException {
        var result = mesh.jobs()
                .run(
                        Script.of("i=0; while [ $i -lt 1000 ]; do echo äöü$i; i=$((i+1)); done"),
                        nodes(1),
                        o -> o.outputLimit(9))
                .await()
                .get(0);

        assertThat(result.stdout()).isEqualTo("äöü0\n");
        assertThat(result.stderrFile()).isNull();
        assertThat(Files.readAllLines(Objects.requireNonNull(result.stdoutFile())))
                .hasSize(1000)
                .endsWith("äöü999");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(result.stdoutFile())))
                .isEqualTo("rw-------");
        assertThat(mesh.jobs().list().get(0).results().get(0).stdoutFile()).isEqualTo(result.stdoutFile());
        assertThat(mesh.history().pruneAllBut(0)).isPositive();
        assertThat(result.stdoutFile()).doesNotExist();
    }

    /** What is kept of it is little, so that a heap of 48 MiB must do: see {@link BigOutputProgram}. */
    @Test
    void takesAnOutputOfAHundredMegabytesIntoNoMoreThanAFewOfMemory() throws Exception {
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BigOutputProgram.class.getName(),
                        directory.resolve("big").toString())
                .redirectErrorStream(true)
                .start();

        try (var output = program.inputReader()) {
            assertThat(output.lines().toList()).contains("kept 262144 of 104857600, ok");
        }
    }

    @Test
    void tellsAThousandLinesOfEachOfAHundredNodesInOrder() {
        var nodes = nodes(100);
        var told = new ConcurrentHashMap<String, List<String>>();

        mesh.jobs()
                .run(
                        Script.of("i=0; while [ $i -lt 1000 ]; do echo $i; i=$((i+1)); done"),
                        nodes,
                        o -> o.onLine(
                                (Line line) -> told.computeIfAbsent(line.node().name(), name -> new ArrayList<>())
                                        .add(line.text())))
                .await();

        var expected = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
        assertThat(told).hasSize(100);
        assertThat(told.values()).allSatisfy(lines -> assertThat(lines).isEqualTo(expected));
    }

    @Test
    void leavesNoSecretInTheStore() throws IOException {
        mesh.jobs()
                .run(
                        Script.of("true"),
                        nodes(1),
                        o -> o.environment("MY_PASSWORD", "canary-of-a-secret").secret("OTHER", "canary-of-a-secret"))
                .await();
        mesh.close();

        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("canary-of-a-secret"));
        }
    }
}

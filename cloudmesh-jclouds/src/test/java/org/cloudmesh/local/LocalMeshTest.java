package org.cloudmesh.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cloudmesh.Batch;
import org.cloudmesh.Command;
import org.cloudmesh.Event;
import org.cloudmesh.JobState;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.SshAddress;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.testkit.local.LocalCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalMeshTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    // It keeps them a minute for whoever comes next, and other tests used it.
    private static final Set<String> OF_OKHTTP = Set.of("OkHttp TaskRunner", "Okio Watchdog");

    @TempDir
    Path directory;

    private Mesh open() {
        return open(options -> {});
    }

    private Mesh open(Consumer<MeshOptions> more) {
        return Mesh.open(options -> {
            options.directory(directory).user("ann").cloud(LocalCloud.create());
            more.accept(options);
        });
    }

    @Test
    void runsAScriptOnAHundredNodesAndLeavesNothing() throws Exception {
        var threadsBefore = Thread.getAllStackTraces().keySet();
        var processesBefore = children();
        List<SshAddress> addresses;
        try (var mesh = open()) {
            var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(100), MINUTE);
            addresses = nodes.stream()
                    .map(node -> Objects.requireNonNull(node.ssh()))
                    .toList();

            var results = mesh.jobs().run(Script.of("pwd; sleep 300 & echo started"), nodes, o -> o.timeout(MINUTE));
            results.cancel();
            var homes =
                    mesh.jobs().run(Script.of("#!/bin/sh\necho $HOME"), nodes).await();

            assertThat(homes).allMatch(Result::ok);
            assertThat(homes).extracting(Result::text).doesNotHaveDuplicates().hasSize(100);
            assertThat(mesh.nodes().destroy(nodes)).hasSize(100);
            assertThat(mesh.nodes().refresh()).isEmpty();
        }

        assertThat(addresses)
                .allSatisfy(address -> assertThatThrownBy(() -> new Socket(address.host(), address.port()).close())
                        .isInstanceOf(IOException.class));
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (!threadsBefore.contains(thread) && !isOfTheJvm(thread) && !OF_OKHTTP.contains(thread.getName())) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThat(children()).isEqualTo(processesBefore);
    }

    private static boolean isOfTheJvm(Thread thread) {
        var group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || group.getName().equals("InnocuousThreadGroup");
    }

    private static Set<Long> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    @Test
    void passesArgumentsUntouched() {
        try (var mesh = open()) {
            var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(1), MINUTE);

            var result = mesh.jobs()
                    .run(Command.of("printf", "%s|", "a b", "$HOME", "it's", "\"", "-n", ""), nodes)
                    .await()
                    .get(0);

            assertThat(result.stdout()).isEqualTo("a b|$HOME|it's|\"|-n||");
        }
    }

    @Test
    void keepsFilesAndTheHostKeyOverStopAndStart() {
        try (var mesh = open()) {
            var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(1), MINUTE);
            mesh.jobs().run(Script.of("echo kept >file"), nodes).await();

            var stopped = mesh.nodes().stop(nodes);
            var silent =
                    mesh.jobs().run(Command.of("cat", "file"), nodes).await().get(0);
            var ready = mesh.nodes().awaitReady(mesh.nodes().start(stopped), MINUTE);
            var result =
                    mesh.jobs().run(Command.of("cat", "file"), ready).await().get(0);

            assertThat(stopped).extracting(Node::state).containsExactly(NodeState.STOPPED);
            assertThat(reason(silent)).isEqualTo(Reason.NO_ADDRESS);
            assertThat(result.text()).isEqualTo("kept");
        }
    }

    @Test
    void findsItsNodesAndJobsAgain() {
        Batch<Node> nodes;
        try (var mesh = open()) {
            nodes = mesh.nodes().awaitReady(mesh.nodes().boot(3), MINUTE);
            mesh.jobs().run(Script.of("echo first >file"), nodes).await();
        }

        try (var mesh = open()) {
            var again = mesh.nodes().awaitReady(mesh.nodes().list(), MINUTE);
            var results = mesh.jobs().run(Command.of("cat", "file"), again).await();

            assertThat(again)
                    .extracting(Node::id)
                    .containsExactlyElementsOf(nodes.stream().map(Node::id).toList());
            assertThat(results).extracting(Result::text).containsOnly("first");
            assertThat(mesh.jobs().list()).hasSize(2);
            assertThat(mesh.jobs().list().get(1).rerun().await()).allMatch(Result::ok);
        }
    }

    /** {@code kill -9} in the middle: the next program finds the machines, and tells what it found. */
    @Test
    void findsWhatAKilledProgramHadBooted() throws Exception {
        var killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProgram.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = killed.inputReader()) {
            assertThat(output.readLine()).isEqualTo("booted 3");
            killed.destroyForcibly().waitFor();
        }

        try (var mesh = open()) {
            var recovery = mesh.recover();
            var nodes = mesh.nodes().awaitReady(mesh.nodes().refresh(), MINUTE);

            assertThat(nodes).hasSize(3);
            assertThat(recovery.entries()).isEmpty();
            assertThat(mesh.jobs().list()).hasSize(1);
            assertThat(mesh.jobs().list().get(0).state()).isEqualTo(JobState.LOST);
            assertThat(mesh.jobs().run(Command.of("true"), nodes).await()).allMatch(Result::ok);
        }
    }

    @Test
    void endsARemoteProcessAtTheDeadline() {
        try (var mesh = open()) {
            var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(1), MINUTE);

            var result = mesh.jobs()
                    .run(Script.of("echo $$ >pid; sleep 300"), nodes, options -> options.timeout(Duration.ofSeconds(2)))
                    .await()
                    .get(0);
            var alive = mesh.jobs()
                    .run(Script.of("kill -0 $(cat pid)"), nodes)
                    .await()
                    .get(0);

            assertThat(reason(result)).isEqualTo(Reason.TIMEOUT);
            assertThat(alive.ok()).isFalse();
        }
    }

    @Test
    void endsARemoteProcessWhenTheJobIsCancelled() throws Exception {
        try (var mesh = open()) {
            var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(2), MINUTE);
            var started = new CountDownLatch(2);

            var job = mesh.jobs()
                    .run(
                            Script.of("echo $$ >pid; echo started; sleep 300"),
                            nodes,
                            options -> options.onLine(line -> started.countDown()));
            started.await();
            job.cancel();
            job.await();
            var alive = mesh.jobs().run(Script.of("kill -0 $(cat pid)"), nodes).await();

            assertThat(job.state()).isEqualTo(JobState.CANCELLED);
            assertThat(alive).noneMatch(Result::ok);
        }
    }

    @Test
    void refusesAChangedHostKey() throws IOException {
        try (var mesh = open()) {
            var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(2), MINUTE);
            mesh.nodes().stop(nodes);
            swap(hostKey(nodes.get(0)), hostKey(nodes.get(1)));
            var started = mesh.nodes().start(nodes);

            var e = catchThrowableOfType(
                    PartialFailureException.class, () -> mesh.nodes().awaitReady(started, MINUTE));

            assertThat(e.batch().failures())
                    .extracting(failure -> ((SshException) failure.cause()).reason())
                    .containsOnly(Reason.HOST_KEY_CHANGED);
            assertThat(e).hasMessageContaining(nodes.get(0).name());
        }
    }

    private Path hostKey(Node node) throws IOException {
        try (var files = Files.walk(
                directory.resolve("clouds/local/nodes").resolve(node.id().providerId()))) {
            return files.filter(file -> String.valueOf(file.getFileName()).contains("host"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void swap(Path one, Path other) throws IOException {
        var content = Files.readAllBytes(one);
        Files.write(one, Files.readAllBytes(other));
        Files.write(other, content);
    }

    @Test
    void saysThatAKeyIsMissingOrNotOurs() throws IOException {
        var stranger = directory.resolve("stranger");
        try (var mesh = open()) {
            mesh.nodes().awaitReady(mesh.nodes().boot(1), MINUTE);
        }
        try (var mesh = open(options -> options.privateKey(stranger))) {
            var missing = mesh.jobs()
                    .run(Command.of("true"), mesh.nodes().list())
                    .await()
                    .get(0);

            assertThat(reason(missing)).isEqualTo(Reason.KEY_FILE);
            assertThat(missing.outcome()).contains(stranger.toString());
            assertThatThrownBy(() -> mesh.nodes().boot())
                    .isInstanceOf(SshException.class)
                    .hasMessageContaining(stranger + ".pub");
        }
        try (var other = Mesh.open(
                options -> options.directory(directory.resolve("other")).cloud(LocalCloud.create()))) {
            other.nodes().boot();
        }
        Files.copy(directory.resolve("other/id_ed25519"), stranger);
        Files.setPosixFilePermissions(stranger, PosixFilePermissions.fromString("rw-r--r--"));
        try (var mesh = open(options -> options.privateKey(stranger))) {
            var open = mesh.jobs()
                    .run(Command.of("true"), mesh.nodes().list())
                    .await()
                    .get(0);
            Files.setPosixFilePermissions(stranger, PosixFilePermissions.fromString("rw-------"));
            var refused = mesh.jobs()
                    .run(Command.of("true"), mesh.nodes().list())
                    .await()
                    .get(0);

            assertThat(reason(open)).isEqualTo(Reason.KEY_FILE);
            assertThat(open.outcome()).contains("chmod 600");
            assertThat(reason(refused)).isEqualTo(Reason.AUTHENTICATION);
        }
    }

    @Test
    void saysThatNothingAnswers() {
        try (var mesh = open()) {
            var nodes = mesh.nodes().boot(1);
            var elsewhere = new NodeBuilder(nodes.get(0))
                    .ssh(new SshAddress("ann", "127.0.0.1", 1))
                    .observedAt(nodes.get(0).observedAt().plusSeconds(1))
                    .build();
            mesh.nodes().destroy(nodes);

            var result = mesh.jobs().run(Command.of("true"), elsewhere).await().get(0);

            assertThat(result.error()).isInstanceOf(SshException.class);
            assertThat(result.outcome()).contains(nodes.get(0).name());
        }
    }

    @Test
    void runsUserDataOnce() throws IOException {
        try (var mesh = open()) {
            var nodes = mesh.nodes().boot(1, options -> options.userData("#!/bin/sh\necho made >made\n"));
            var ready = mesh.nodes().awaitReady(nodes, MINUTE);

            var result = mesh.jobs()
                    .run(Script.of("while [ ! -s made ]; do sleep 0.05; done; cat made"), ready, o -> o.timeout(MINUTE))
                    .await()
                    .get(0);

            assertThat(result.text()).isEqualTo("made");
        }
    }

    @Test
    void writesFilesForItsOwnerAlone() throws IOException {
        try (var mesh = open()) {
            mesh.nodes().awaitReady(mesh.nodes().boot(1), MINUTE);
        }

        try (var files = Files.list(directory)) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
    }

    @Test
    void tellsOfAllThatChanges() {
        var events = new ArrayList<String>();
        try (var mesh = open(options -> options.onEvent(event -> {
            if (event instanceof Event.NodeChanged changed) {
                events.add(changed.toString());
            }
        }))) {
            var nodes = mesh.nodes().boot(1);
            mesh.nodes().destroy(nodes);
        }

        assertThat(events).last().asString().startsWith("base-cloudmesh-ann-1 ").endsWith("-> DESTROYED");
    }

    @Test
    void saysSoWhenTheStoreIsNoStore() throws IOException {
        Files.writeString(
                directory.resolve("cloudmesh.db"), "this is no database, and long enough to be taken for one");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(directory.resolve("cloudmesh.db").toString());
    }

    private static Reason reason(Result result) {
        return ((SshException) Objects.requireNonNull(result.error())).reason();
    }
}

package org.cloudmesh.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in the directory, and what is left when a driver or a process ends. */
class LocalDirectoryTest {

    private final Path directory;
    private final SshProbe ssh = new SshProbe();
    private LocalRig rig;

    LocalDirectoryTest(@TempDir Path directory) {
        this.directory = directory.resolve("cloud");
        this.rig = new LocalRig(this.directory);
    }

    @AfterEach
    void close() {
        ssh.close();
        rig.close();
    }

    @Test
    void refusesConnectionsToAStoppedNode() {
        var node = rig.boot();

        rig.nodes().stop(ids(node), LocalRig.deadline());

        assertThat(rig.get(node).ssh()).isNull();
        assertThat(rig.get(node).publicAddresses()).isEmpty();
        assertThatThrownBy(() -> knock(node)).isInstanceOf(ConnectException.class);
    }

    @Test
    void keepsFilesHostKeyAndPortOverStopAndStart() throws IOException {
        var node = rig.boot();
        ssh.run(node, "echo kept > file");
        var hostKey = ssh.hostKey();

        rig.nodes().stop(ids(node), LocalRig.deadline());
        rig.nodes().start(ids(node), LocalRig.deadline());
        var ran = ssh.run(rig.get(node), "cat file");

        assertThat(ran.out()).isEqualTo("kept\n");
        assertThat(ssh.hostKey()).isEqualTo(hostKey);
        assertThat(rig.get(node).ssh()).isEqualTo(node.ssh());
    }

    @Test
    void bringsBackWhatRanWhenItIsOpenedAgain() throws IOException {
        var nodes = rig.boot(2, null);
        ssh.run(nodes.get(0), "echo kept > file");
        var hostKey = ssh.hostKey();
        rig.nodes().stop(ids(nodes.get(1)), LocalRig.deadline());

        reopen();
        var ran = ssh.run(rig.get(nodes.get(0)), "cat file");

        assertThat(ran.out()).isEqualTo("kept\n");
        assertThat(ssh.hostKey()).isEqualTo(hostKey);
        assertThat(rig.get(nodes.get(0)).raw()).isEqualTo(nodes.get(0).raw());
        assertThat(rig.get(nodes.get(0)).labels()).isEqualTo(nodes.get(0).labels());
        assertThat(rig.get(nodes.get(1)).state()).isEqualTo(NodeState.STOPPED);
    }

    @Test
    void takesAnotherPortIfItsOwnWasTakenMeanwhile() throws IOException {
        var node = rig.boot();
        rig.nodes().stop(ids(node), LocalRig.deadline());

        try (var taken = new ServerSocket(LocalRig.port(node), 1, InetAddress.getLoopbackAddress())) {
            rig.nodes().start(ids(node), LocalRig.deadline());
            var ran = ssh.run(rig.get(node), "echo here");

            assertThat(ran.out()).isEqualTo("here\n");
            assertThat(LocalRig.port(rig.get(node))).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void findsTheNodesOfAProgramThatWasKilled() throws Exception {
        var program = HoldingProgram.start(directory, 3);

        program.destroyForcibly().waitFor();
        var nodes = list();

        assertThat(nodes).hasSize(3).extracting(Node::state).containsOnly(NodeState.RUNNING);
        for (var node : nodes) {
            assertThat(ssh.run(node, "echo $CLOUDMESH_NODE").out().strip())
                    .isEqualTo(node.id().providerId());
        }
    }

    @Test
    void leavesADirectoryToTheProcessThatHasIt() throws Exception {
        var program = HoldingProgram.start(directory, 1);

        try {
            assertThatThrownBy(this::list)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + program.pid() + ";");
            assertThat(rig.nodes().create(LocalRig.request(1, null), LocalRig.deadline()))
                    .singleElement()
                    .isInstanceOf(Outcome.Failed.class);
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    @Test
    void leavesADirectoryToTheDriverThatHasIt() throws Exception {
        rig.boot();

        try (var second = new LocalRig(directory)) {
            assertThatThrownBy(() -> second.nodes().list(LocalRig.deadline()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + ";");
        }

        // The refusal must not even have opened the lock's file: POSIX would have let go of the first driver's lock.
        assertThatThrownBy(() -> HoldingProgram.start(directory, 1)).hasMessage("the program said null");
    }

    @Test
    void showsADamagedNodeInErrorAndTheOthersAsTheyAre() throws IOException {
        var nodes = rig.boot(3, null);
        rig.close();
        Files.writeString(rig.file(nodes.get(0), "node.json"), "{\"name\":");
        Files.writeString(rig.file(nodes.get(1), "node.json"), "{}");

        reopen();
        var listed = list();
        var started = rig.nodes().start(ids(nodes.get(0)), LocalRig.deadline());
        var destroyed = rig.nodes().destroy(ids(nodes.get(0)), LocalRig.deadline());

        assertThat(listed).hasSize(3);
        assertThat(rig.get(nodes.get(1)).state()).isEqualTo(NodeState.ERROR);
        assertThat(rig.get(nodes.get(1)).message())
                .contains(rig.file(nodes.get(1), "node.json").toString(), "it has no \"name\"");
        assertThat(ssh.run(rig.get(nodes.get(2)), "echo well").out()).isEqualTo("well\n");
        assertThat(started)
                .singleElement()
                .satisfies(it -> assertThat(cause(it)).isInstanceOf(ConflictException.class));
        assertThat(destroyed).singleElement().isInstanceOf(Outcome.Done.class);
        assertThat(list()).hasSize(2);
    }

    @Test
    void letsOnlyTheirOwnerReadItsFiles() throws IOException {
        var node = rig.boot(1, "#!/bin/sh\ntrue\n").get(0);
        ssh.run(node, "true");

        try (var tree = Files.walk(directory)) {
            var own = tree.filter(path -> !path.equals(rig.file(node, "user-data")))
                    .toList();

            assertThat(own)
                    .contains(rig.file(node, "node.json"), rig.file(node, "host_key"), rig.file(node, "user-data.log"));
            assertThat(own)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void deletesAllFilesOfADestroyedNode() throws IOException {
        var node = rig.boot();
        ssh.run(node, "mkdir -p a/b; echo x > a/b/c; ln -s / root");

        rig.nodes().destroy(ids(node), LocalRig.deadline());

        assertThat(rig.file(node, "")).doesNotExist();
        assertThat(directory.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void makesAndDestroysAHundredNodesAndLeavesNothing() throws Exception {
        var nodes = rig.boot(100, null);
        var ports = nodes.stream().map(LocalRig::port).toList();
        for (var node : nodes) {
            knock(node);
        }
        ssh.run(nodes.get(0), "sleep 1000 > /dev/null 2>&1 < /dev/null & echo $! > pid");
        long pid = Long.parseLong(
                Files.readString(rig.file(nodes.get(0), "home/pid")).strip());

        rig.nodes().destroy(nodes.stream().map(node -> node.id().providerId()).toList(), LocalRig.deadline());
        rig.close();

        assertThat(ports).doesNotHaveDuplicates();
        assertThat(nodes)
                .allSatisfy(node -> assertThatThrownBy(() -> knock(node)).isInstanceOf(ConnectException.class));
        Await.until(
                "its end",
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(directory.resolve("nodes")).isEmptyDirectory();
        Await.until("no thread", () -> ownThreads().findAny().isEmpty());
    }

    @Test
    void endsProcessesAndPortsWhenItIsClosedWhileCommandsRun() throws Exception {
        var node = rig.boot();
        try (var session = ssh.login(node, LocalRig.KEY);
                var channel = session.createExecChannel("echo $$ > pid; exec sleep 1000")) {
            channel.open().verify(SshProbe.PATIENCE);
            var file = rig.file(node, "home/pid");
            Await.until("a process", () -> Files.exists(file) && Files.size(file) > 0);
            long pid = Long.parseLong(Files.readString(file).strip());

            rig.close();

            Await.until(
                    "its end",
                    () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
        assertThatThrownBy(() -> knock(node)).isInstanceOf(ConnectException.class);
        Await.until("no thread", () -> ownThreads().findAny().isEmpty());
    }

    @Test
    void answersNothingOnceItIsClosed() {
        rig.boot();

        rig.close();

        assertThatThrownBy(this::list)
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("\"here\" is closed");
    }

    @Test
    void refusesAKeyThatIsNone() {
        var bad = LocalRig.request(1, null, "ssh-rsa nonsense");

        var outcomes = rig.nodes().create(bad, LocalRig.deadline());

        assertThat(outcomes)
                .singleElement()
                .satisfies(it -> assertThat(cause(it))
                        .isInstanceOfSatisfying(
                                CloudException.class,
                                e -> assertThat(e.status()).isEqualTo(400)));
        assertThat(list()).isEmpty();
    }

    private void reopen() {
        rig.close();
        rig = new LocalRig(directory);
    }

    private List<Node> list() {
        try (var nodes = rig.nodes().list(LocalRig.deadline())) {
            return nodes.toList();
        }
    }

    private static List<String> ids(Node node) {
        return List.of(node.id().providerId());
    }

    private static Throwable cause(Outcome<?> outcome) {
        return ((Outcome.Failed<?>) outcome).cause();
    }

    private static void knock(Node node) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), LocalRig.port(node))) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private static Stream<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cloudmesh-local"));
    }
}

package org.cloudmesh.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.cloudmesh.Node;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.NodeBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client that is not ours sees of a node. */
class LocalSshTest {

    // Three processes: one in the command's group, one that left it, and the shell that waits for both.
    private static final String TREE =
            "sleep 1000 & echo $! >> pids; setsid sleep 1000 & echo $! >> pids; echo $$ >> pids; wait";

    private final LocalRig rig;
    private final SshProbe ssh = new SshProbe();

    LocalSshTest(@TempDir Path directory) {
        this.rig = new LocalRig(directory);
    }

    @AfterEach
    void close() {
        ssh.close();
        rig.close();
    }

    @Test
    void runsACommandInTheNodesOwnHome() throws IOException {
        var node = rig.boot();

        var ran = ssh.run(node, "echo $HOME; pwd");

        var home = rig.file(node, "home");
        assertThat(ran).isEqualTo(new SshProbe.Ran(0, home + "\n" + home + "\n", ""));
    }

    @Test
    void givesEachNodeAHomeOfItsOwn() throws IOException {
        var nodes = rig.boot(2, null);

        ssh.run(nodes.get(0), "echo first > file");
        var other = ssh.run(nodes.get(1), "ls");

        assertThat(other.out()).isEmpty();
    }

    @Test
    void keepsOutputErrorsAndStatusApart() throws IOException {
        var node = rig.boot();

        var ran = ssh.run(node, "echo out; echo err >&2; exit 7");

        assertThat(ran).isEqualTo(new SshProbe.Ran(7, "out\n", "err\n"));
    }

    @Test
    void feedsACommandItsInput() throws IOException {
        var node = rig.boot();

        var ran = ssh.run(node, "wc -c", "x".repeat(1_000_000));

        assertThat(ran.out().strip()).isEqualTo("1000000");
    }

    @Test
    void endsACommandThatDoesNotReadItsInput() throws IOException {
        var node = rig.boot();

        var ran = ssh.run(node, "exit 3", "x".repeat(1_000_000));

        assertThat(ran.status()).isEqualTo(3);
    }

    @Test
    void carriesMuchOnBothStreams() throws IOException {
        var node = rig.boot();

        var ran = ssh.run(node, "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2");

        assertThat(ran.out()).hasSize(3_000_000);
        assertThat(ran.err()).hasSize(3_000_000);
    }

    @Test
    void reportsASignalAsAShellDoes() throws IOException {
        var node = rig.boot();

        var ran = ssh.run(node, "kill -KILL $$");

        assertThat(ran.status()).isEqualTo(128 + 9);
    }

    @Test
    void passesASignalOnToACommandAndItsGroup() throws Exception {
        var node = rig.boot();

        try (var session = ssh.login(node, LocalRig.KEY);
                var channel = session.createExecChannel("sleep 1000 & echo $! > pids; echo $$ >> pids; wait")) {
            channel.open().verify(SshProbe.PATIENCE);
            Await.until("two processes", () -> processes(node).count() == 2);
            var signal = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
            signal.putUInt(channel.getRecipient());
            signal.putString("signal");
            signal.putBoolean(false);
            signal.putString("TERM");
            channel.writePacket(signal);
            Await.until("the channel's end", channel::isClosed);

            assertThat(channel.getExitStatus()).isEqualTo(128 + 15);
        }
        Await.until("their end", () -> processes(node).noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void handsDownNoEnvironmentButASmallOneOfItsOwn() throws IOException {
        var node = rig.boot();

        var ran = ssh.run(node, "env");

        assertThat(ran.out().lines().map(line -> line.substring(0, line.indexOf('='))))
                .isSubsetOf("HOME", "USER", "LOGNAME", "SHELL", "PATH", "LANG", "CLOUDMESH_NODE", "PWD", "OLDPWD", "_")
                .contains("HOME", "USER", "PATH", "CLOUDMESH_NODE");
    }

    @Test
    void letsNobodyInWithAnotherKey() {
        var node = rig.boot();

        assertThatThrownBy(() -> ssh.login(node, LocalRig.newKey())).isInstanceOf(SshException.class);
    }

    @Test
    void letsNobodyInUnderAnotherName() {
        var node = rig.boot();
        var port = LocalRig.address(node).port();
        var other = new NodeBuilder(node)
                .ssh(new SshAddress("nobody-else", "127.0.0.1", port))
                .build();

        assertThatThrownBy(() -> ssh.login(other, LocalRig.KEY)).isInstanceOf(SshException.class);
    }

    @Test
    void showsEachNodesOwnHostKey() throws IOException {
        var nodes = rig.boot(2, null);

        ssh.run(nodes.get(0), "true");
        var first = ssh.hostKey();
        ssh.run(nodes.get(1), "true");
        var second = ssh.hostKey();

        assertThat(first).isNotNull().isNotEqualTo(second);
        assertThat(String.valueOf(first)).containsIgnoringCase("ed25519");
    }

    @Test
    void killsTheWholeTreeOfACommandWhoseChannelIsClosed() throws Exception {
        var node = rig.boot();

        try (var session = ssh.login(node, LocalRig.KEY);
                var channel = session.createExecChannel(TREE)) {
            channel.open().verify(SshProbe.PATIENCE);
            Await.until("three processes", () -> processes(node).count() == 3);
            channel.close(false).await(SshProbe.PATIENCE);
            Await.until("none", () -> processes(node).noneMatch(ProcessHandle::isAlive));
        }

        assertThat(ssh.run(node, "echo still here").out()).isEqualTo("still here\n");
    }

    @Test
    void killsTheWholeTreeOfAConnectionThatIsCut() throws Exception {
        var node = rig.boot();

        try (var session = ssh.login(node, LocalRig.KEY);
                var channel = session.createExecChannel(TREE)) {
            channel.open().verify(SshProbe.PATIENCE);
            Await.until("three processes", () -> processes(node).count() == 3);
            session.close(true).await(SshProbe.PATIENCE);
        }

        Await.until("none", () -> processes(node).noneMatch(ProcessHandle::isAlive));
        assertThat(Files.readAllLines(rig.file(node, "home/pids"))).hasSize(3);
    }

    @Test
    void leavesWhatACommandPutInTheBackgroundUntilTheNodeStops() throws Exception {
        var node = rig.boot();

        ssh.run(node, "setsid sleep 1000 < /dev/null > /dev/null 2>&1 & echo $! > pids");
        ssh.run(node, "true");
        var inTheBackground = processes(node).findFirst().orElseThrow();
        boolean livedOn = inTheBackground.isAlive();
        rig.nodes().stop(List.of(node.id().providerId()), LocalRig.deadline());

        assertThat(livedOn).isTrue();
        Await.until("its end", () -> !inTheBackground.isAlive());
    }

    @Test
    void runsUserDataOnceAsAScriptAndKeepsNoneOfIt() throws Exception {
        var node = rig.boot(1, "#!/bin/sh -e\n# canary-of-a-secret\necho ran in $PWD; echo once >> marks\n")
                .get(0);

        Await.until("the script's end", () -> !Files.exists(rig.file(node, "user-data")));
        rig.nodes().reboot(List.of(node.id().providerId()), LocalRig.deadline());
        var again = ssh.run(rig.get(node), "cat marks");

        assertThat(again.out()).isEqualTo("once\n");
        assertThat(rig.file(node, "user-data.log")).hasContent("ran in " + rig.file(node, "home"));
        assertThat(rig.file(node, "node.json")).content().doesNotContain("canary-of-a-secret");
    }

    private Stream<ProcessHandle> processes(Node node) throws IOException {
        var pids = rig.file(node, "home/pids");
        var lines = Files.exists(pids) ? Files.readAllLines(pids) : List.<String>of();
        return lines.stream().map(Long::parseLong).flatMap(pid -> ProcessHandle.of(pid).stream());
    }
}

package org.cloudmesh.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cloudmesh.Command;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKey;
import org.cloudmesh.spi.HostKeys;
import org.cloudmesh.spi.Identity;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.openssh.OpenSshServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes behind a jump host, both OpenSSH. */
class JumpHostTest {

    @TempDir
    private Path directory = Path.of("");

    private final SshjShell shell = new SshjShell();
    private final Remembered ofJumpHost = new Remembered();
    private @Nullable OpenSshServer jumpHost;
    private @Nullable OpenSshServer node;

    @BeforeEach
    void startServers() throws IOException {
        assumeTrue(OpenSshServer.isInstalled(), "there is no /usr/sbin/sshd here; install openssh-server to run this");
        jumpHost = OpenSshServer.start(Files.createDirectory(directory.resolve("jump")));
        node = OpenSshServer.start(Files.createDirectory(directory.resolve("node")));
    }

    @AfterEach
    void endServers() throws IOException {
        shell.close();
        for (var each : new OpenSshServer[] {jumpHost, node}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void runsAndCopiesThroughIt() throws IOException {
        var file = Files.write(directory.resolve("file"), new byte[3_000_000]);
        var back = directory.resolve("back");

        var exit = run(host(0));
        shell.send(host(0), file, directory.resolve("there").toString(), deadline());
        shell.fetch(host(0), directory.resolve("there").toString(), back, deadline());

        assertThat(exit).isEqualTo(new Exit(0, null));
        assertThat(back).hasSameBinaryContentAs(file);
        assertThat(ofJumpHost.seen).hasSize(1);
    }

    @Test
    void sharesOneConnectionToItAmongAllNodes() throws Exception {
        var executor = Executors.newFixedThreadPool(10);

        var running = IntStream.range(0, 10)
                .mapToObj(i -> executor.submit(() -> run(host(i))))
                .toList();
        for (var each : running) {
            assertThat(each.get()).isEqualTo(new Exit(0, null));
        }
        executor.shutdown();

        assertThat(jumpHost().logins()).isEqualTo(1);
        assertThat(node().logins()).isEqualTo(10);
    }

    @Test
    void keepsItsConnectionAsLongAsOneNodeNeedsIt() throws IOException {
        run(host(0));
        run(host(1));

        shell.disconnect(host(0).id());
        run(host(1));
        int whileNeeded = jumpHost().logins();
        shell.disconnect(host(1).id());
        awaitNoConnection();
        run(host(1));

        assertThat(whileNeeded).isEqualTo(1);
        assertThat(jumpHost().logins()).isEqualTo(2);
    }

    @Test
    void leavesNoConnectionWhenItIsClosed() throws IOException {
        run(host(0));

        shell.close();

        awaitNoConnection();
    }

    @Test
    void connectsAnewWhenItWentAwayMeanwhile() throws IOException {
        run(host(0));
        jumpHost().kill();
        jumpHost().configure("# nothing else");

        var exit = run(host(0));

        assertThat(exit).isEqualTo(new Exit(0, null));
    }

    @Test
    void saysThatItIsTheJumpHostThatDoesNotAnswer() throws IOException {
        jumpHost().kill();

        var thrown = catchThrowableOfType(SshException.class, () -> run(host(0)));

        assertThat(thrown.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(thrown.node()).isEqualTo(host(0).id());
        assertThat(thrown).hasMessageContaining("\"web0\"").hasMessageContaining("\"bastion\" (");
    }

    @Test
    void saysThatTheNodeDoesNotAnswerTheJumpHost() throws IOException {
        node().kill();

        var thrown = catchThrowableOfType(SshException.class, () -> run(host(0)));

        assertThat(thrown.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(thrown).hasMessageContaining("\"web0\"").hasMessageContaining("through the jump host \"bastion\"");
        awaitNoConnection();
    }

    @Test
    void saysThatTheJumpHostShowsAnotherKey() throws IOException {
        run(host(0));
        shell.disconnect(host(0).id());
        jumpHost().changeHostKey();

        var thrown = catchThrowableOfType(SshException.class, () -> run(host(0)));

        assertThat(thrown.reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
        assertThat(thrown).hasMessageContaining("\"bastion\" (");
    }

    private void awaitNoConnection() {
        var deadline = deadline();
        while (jumpHost().connections() > 0) {
            assertThat(deadline.isExpired())
                    .as("the connection to the jump host is left")
                    .isFalse();
        }
    }

    private Exit run(Host host) {
        return shell.run(host, Execution.of(Command.of("true")), (channel, bytes, offset, length) -> {}, deadline());
    }

    private Host host(int i) {
        var jump = new Host(
                new NodeId("jump", "bastion"),
                "bastion",
                jumpHost().address(),
                Identity.of(jumpHost().privateKey()),
                ofJumpHost);
        return new Host(
                new NodeId("test", "n" + i),
                "web" + i,
                node().address(),
                Identity.of(node().privateKey()),
                new Remembered(),
                jump);
    }

    private OpenSshServer jumpHost() {
        return Objects.requireNonNull(jumpHost);
    }

    private OpenSshServer node() {
        return Objects.requireNonNull(node);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Time.system());
    }

    /** Accepts the first key it is shown, and no other. */
    private static final class Remembered implements HostKeys {

        private final List<HostKey> seen = new ArrayList<>();

        @Override
        public synchronized Optional<HostKey> known() {
            return seen.stream().findFirst();
        }

        @Override
        public synchronized boolean accept(HostKey shown) {
            if (seen.isEmpty()) {
                seen.add(shown);
            }
            return seen.contains(shown);
        }
    }
}

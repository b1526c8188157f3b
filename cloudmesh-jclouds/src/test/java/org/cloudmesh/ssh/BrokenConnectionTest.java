package org.cloudmesh.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import org.cloudmesh.Command;
import org.cloudmesh.Mesh;
import org.cloudmesh.NodeId;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.SshAddress;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Identity;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.openssh.OpenSshServer;
import org.cloudmesh.testkit.sim.SimCloud;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections to OpenSSH that break at any of their bytes. */
class BrokenConnectionTest {

    private static final int CUTS = 40;

    @TempDir
    private Path directory = Path.of("");

    private @Nullable OpenSshServer server;

    @BeforeEach
    void startServer() throws IOException {
        assumeTrue(OpenSshServer.isInstalled(), "there is no /usr/sbin/sshd here; install openssh-server to run this");
        server = OpenSshServer.start(Files.createDirectory(directory.resolve("server")));
    }

    @AfterEach
    void endServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private OpenSshServer server() {
        return Objects.requireNonNull(server);
    }

    /** What became of a program, and the file that it makes. */
    private record Attempt(long bytes, @Nullable Reason reason, Path made) {}

    @ParameterizedTest
    @EnumSource
    void tellsOnlyOfAProgramThatDidNotBeginThatItDidNot(CuttingRelay.Direction direction) throws IOException {
        long all = attempt(direction, Long.MAX_VALUE).bytes();

        var attempts = new ArrayList<Attempt>();
        for (int i = 0; i <= CUTS; i++) {
            attempts.add(attempt(direction, all * i / CUTS));
        }

        awaitNoConnection();
        assertThat(attempts).extracting(Attempt::reason).contains(null, Reason.NOT_BEGUN, Reason.LOST);
        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(attempt.reason()).isIn(null, Reason.NOT_BEGUN, Reason.LOST);
            if (attempt.reason() != Reason.LOST) {
                assertThat(Files.exists(attempt.made())).isEqualTo(attempt.reason() == null);
            }
        });
    }

    @Test
    void letsAJobConnectAgainWhereNothingBegan() throws IOException {
        var result = job(CuttingRelay.Direction.TO_SERVER, 1_000);

        assertThat(result.error()).isNull();
        assertThat(result.stdout()).hasSize(1_000_000);
        assertThat(directory.resolve("begun")).hasContent("begun");
    }

    @Test
    void beginsNoJobTwice() throws IOException {
        var result = job(CuttingRelay.Direction.TO_CLIENT, 100_000);

        assertThat(result.error())
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOST));
        assertThat(result.stdout()).isNotEmpty();
        assertThat(directory.resolve("begun")).hasContent("begun");
    }

    /** What says that it has begun, and prints a million bytes. */
    private Result job(CuttingRelay.Direction direction, long bytes) throws IOException {
        var script = Script.of("echo begun >>\"$1\"; head -c 1000000 /dev/zero | tr '\\0' x")
                .with(directory.resolve("begun").toString());
        try (var relay = new CuttingRelay(server().address().port(), direction, bytes);
                var mesh = Mesh.open(o -> o.cloud(new SimCloud().add("web", address(relay.port())))
                        .store(Store.inMemory())
                        .shell(new SshjShell())
                        .privateKey(server().privateKey())
                        .directory(directory))) {
            return mesh.jobs()
                    .run(script, mesh.nodes().refresh(), o -> o.outputLimit(1 << 20))
                    .await()
                    .get(0);
        }
    }

    private Attempt attempt(CuttingRelay.Direction direction, long bytes) throws IOException {
        var made = directory.resolve(direction + "-" + bytes);
        try (var shell = new SshjShell();
                var relay = new CuttingRelay(server().address().port(), direction, bytes)) {
            Reason reason = null;
            try {
                var exit = shell.run(
                        host(relay.port()),
                        Execution.of(Command.of("touch", made.toString())),
                        (channel, buffer, offset, length) -> {},
                        deadline());
                assertThat(exit).isEqualTo(new Exit(0, null));
            } catch (SshException e) {
                reason = e.reason();
            }
            return new Attempt(relay.passed(), reason, made);
        }
    }

    private void awaitNoConnection() {
        var deadline = deadline();
        while (server().connections() > 0) {
            assertThat(deadline.isExpired()).as("a connection is left").isFalse();
        }
    }

    private Host host(int port) {
        return new Host(
                new NodeId("broken", "node"),
                "node",
                address(port),
                Identity.of(server().privateKey()),
                new AnyHostKey());
    }

    private SshAddress address(int port) {
        return new SshAddress(server().address().user(), "127.0.0.1", port);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Time.system());
    }
}

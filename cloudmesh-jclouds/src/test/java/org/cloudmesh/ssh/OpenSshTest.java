package org.cloudmesh.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import org.cloudmesh.NodeId;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKeys;
import org.cloudmesh.spi.Identity;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.testkit.contract.ShellContract;
import org.cloudmesh.testkit.openssh.OpenSshServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The shell against OpenSSH. */
class OpenSshTest extends ShellContract {

    @TempDir
    private Path directory = Path.of("");

    private @Nullable OpenSshServer server;

    @BeforeEach
    void startServer() throws IOException {
        assumeTrue(OpenSshServer.isInstalled(), "there is no /usr/sbin/sshd here; install openssh-server to run this");
        server = OpenSshServer.start(directory);
    }

    @AfterEach
    void endServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Shell open() {
        return new SshjShell();
    }

    @Override
    protected Host host(HostKeys hostKeys) {
        return new Host(
                new NodeId("test", "n1"), "web01", server().address(), Identity.of(server().privateKey()), hostKeys);
    }

    @Override
    protected void changeHostKey() throws IOException {
        server().changeHostKey();
    }

    @Override
    protected void kill() throws IOException {
        server().kill();
    }

    @Override
    protected Path wrongKey() {
        // The host's own key is well-formed, and nobody's login key.
        return directory.resolve("host_key");
    }

    @Override
    protected OptionalInt connections() {
        try {
            return OptionalInt.of(server().logins());
        } catch (IOException e) {
            throw new UncheckedIOException("the server's log cannot be read", e);
        }
    }

    private OpenSshServer server() {
        return Objects.requireNonNull(server);
    }
}

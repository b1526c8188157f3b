package org.cloudmesh.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshException;
import org.cloudmesh.spi.Deadline;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of keys OpenSSH makes, to log in with and to be known by. */
class OpenSshKeysTest {

    @TempDir
    private Path directory = Path.of("");

    private final AtomicReference<@Nullable HostKey> shown = new AtomicReference<>();
    private final SshjShell shell = new SshjShell();
    private @Nullable OpenSshServer server;

    @BeforeEach
    void startServer() throws IOException {
        assumeTrue(OpenSshServer.isInstalled(), "there is no /usr/sbin/sshd here; install openssh-server to run this");
        server = OpenSshServer.start(directory);
    }

    @AfterEach
    void endServer() throws IOException {
        shell.close();
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519,256,RFC4716", "ecdsa,256,RFC4716", "ecdsa,521,RFC4716", "rsa,3072,RFC4716", "rsa,3072,PEM"})
    void logsInWith(String type, String bits, String format) throws IOException {
        var key = server().makeKey("mine", "-t", type, "-b", bits, "-m", format);
        server().authorize(key);

        shell.connect(host(key, null), deadline());

        assertThat(shown.get()).isNotNull();
    }

    @Test
    void saysThatTheKeyHasAPassphrase() throws IOException {
        var key = server().makeKey("mine");
        var keygen = new ProcessBuilder("ssh-keygen", "-p", "-q", "-P", "", "-N", "secret word", "-f", key.toString());
        assertThat(keygen.start().onExit().join().exitValue()).isZero();

        var thrown = catchThrowableOfType(SshException.class, () -> shell.connect(host(key, null), deadline()));

        assertThat(thrown.reason()).isEqualTo(SshException.Reason.KEY_FILE);
        assertThat(thrown).hasMessageContaining("passphrase").hasMessageContaining(key.toString());
    }

    @Test
    void namesAHostKeyAsOpenSshDoes() throws IOException {
        shell.connect(host(server().privateKey(), null), deadline());

        var key = Objects.requireNonNull(shown.get());
        assertThat(key.algorithm()).isEqualTo("ssh-ed25519");
        assertThat(listed(directory.resolve("host_key"))).contains(" " + key.fingerprint() + " ");
    }

    @ParameterizedTest
    @CsvSource({"rsa,ssh-rsa", "ecdsa,ecdsa-sha2-nistp256"})
    void asksAHostOfSeveralKeysForTheKnownOne(String type, String algorithm) throws IOException {
        var hostKey = server().makeKey("second_host_key", "-t", type);
        server().addHostKey(hostKey);
        var fingerprint = listed(hostKey).split(" ", 3)[1];

        shell.connect(host(server().privateKey(), new HostKey(algorithm, fingerprint)), deadline());

        assertThat(shown.get()).isEqualTo(new HostKey(algorithm, fingerprint));
    }

    private Host host(Path key, @Nullable HostKey known) {
        return new Host(new NodeId("test", "n1"), "web01", server().address(), Identity.of(key), new Shown(known));
    }

    private static String listed(Path key) throws IOException {
        assertThat(Files.exists(key)).isTrue();
        var keygen = new ProcessBuilder("ssh-keygen", "-l", "-f", key + ".pub").start();
        return new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private OpenSshServer server() {
        return Objects.requireNonNull(server);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Time.system());
    }

    /** Accepts the known key, or any where none is known. */
    private final class Shown implements HostKeys {

        private final @Nullable HostKey known;

        Shown(@Nullable HostKey known) {
            this.known = known;
        }

        @Override
        public Optional<HostKey> known() {
            return Optional.ofNullable(known);
        }

        @Override
        public boolean accept(HostKey key) {
            shown.set(key);
            return known == null || known.equals(key);
        }
    }
}

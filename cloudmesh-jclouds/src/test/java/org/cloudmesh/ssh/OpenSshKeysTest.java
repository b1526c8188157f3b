package org.cloudmesh.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import org.assertj.core.util.Throwables;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of keys OpenSSH makes, to log in with and to be known by. */
class OpenSshKeysTest {

    private static final String PASSPHRASE = "secret word";

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
    @CsvSource({
        "ed25519,256,RFC4716",
        "ecdsa,256,RFC4716",
        "ecdsa,384,RFC4716",
        "ecdsa,521,RFC4716",
        "rsa,3072,RFC4716",
        "ecdsa,256,PEM",
        "ecdsa,384,PEM",
        "ecdsa,521,PEM",
        "rsa,3072,PEM",
        "ecdsa,256,PKCS8",
        "ecdsa,384,PKCS8",
        "ecdsa,521,PKCS8",
        "rsa,3072,PKCS8"
    })
    void logsInWith(String type, String bits, String format) throws IOException {
        var key = server().makeKey("mine", "-t", type, "-b", bits, "-m", format);
        server().authorize(key);

        shell.connect(host(key, null), deadline());
        shell.disconnect(new NodeId("test", "n1"));
        keygen("-p", "-P", "", "-N", PASSPHRASE, "-m", format, "-f", key.toString());
        shell.connect(host(new Identity(key, PASSPHRASE::toCharArray), null), deadline());

        assertThat(shown.get()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"EC,256", "EC,384", "EC,521", "RSA,3072", "Ed25519,255"})
    void logsInWithAKeyThatJavaWrote(String algorithm, int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        var pair = generator.generateKeyPair();
        var key = writeKey(
                "mine",
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        var blob = new Buffer.PlainBuffer().putPublicKey(pair.getPublic()).getCompactData();
        Files.writeString(
                directory.resolve("authorized_keys"),
                KeyType.fromKey(pair.getPublic()) + " " + Base64.getEncoder().encodeToString(blob) + "\n");

        shell.connect(host(key, null), deadline());

        assertThat(shown.get()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,3072"})
    void logsInWithACertificateBesideTheKey(String type, String bits) throws IOException {
        var key = server().makeKey("mine", "-t", type, "-b", bits);
        trustTheAuthority();
        sign(key, "+1h");

        shell.connect(host(key, null), deadline());

        assertThat(shown.get()).isNotNull();
    }

    @Test
    void saysThatTheCertificateHasExpired() throws IOException {
        var key = server().makeKey("mine");
        trustTheAuthority();
        sign(key, "20200101:20200102");

        var thrown = catchThrowableOfType(SshException.class, () -> shell.connect(host(key, null), deadline()));

        assertThat(thrown.reason()).isEqualTo(SshException.Reason.AUTHENTICATION);
        assertThat(thrown).hasMessageContaining("mine-cert.pub").hasMessageContaining("expired at 2020-01-0");
    }

    @Test
    void logsInWithTheKeyWhoseCertificateHasExpired() throws IOException {
        var key = server().makeKey("mine");
        server().authorize(key);
        trustTheAuthority();
        sign(key, "20200101:20200102");

        shell.connect(host(key, null), deadline());

        assertThat(shown.get()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RFC4716", "PEM", "PKCS8"})
    void saysThatThePassphraseIsAnotherWithoutShowingIt(String format) throws IOException {
        var key = server().makeKey("mine", "-t", "rsa", "-m", format);
        keygen("-p", "-P", "", "-N", PASSPHRASE, "-m", format, "-f", key.toString());
        var wrong = "canary-of-a-secret".toCharArray();

        var thrown = catchThrowableOfType(
                SshException.class, () -> shell.connect(host(new Identity(key, () -> wrong), null), deadline()));

        assertThat(thrown.reason()).isEqualTo(SshException.Reason.KEY_FILE);
        assertThat(thrown).hasMessageContaining("another passphrase").hasMessageContaining(key.toString());
        assertThat(Throwables.getStackTrace(thrown)).doesNotContain("canary-of-a-secret");
        assertThat(wrong).containsOnly('\0');
    }

    @Test
    void asksForThePassphraseOnceForManyNodesAtOnce() throws Exception {
        var key = server().makeKey("mine");
        server().authorize(key);
        keygen("-p", "-P", "", "-N", PASSPHRASE, "-f", key.toString());
        var given = new ConcurrentLinkedQueue<char[]>();
        Supplier<char[]> asked = () -> {
            given.add(PASSPHRASE.toCharArray());
            return given.peek();
        };
        var executor = Executors.newFixedThreadPool(10);

        var connecting = IntStream.range(0, 10)
                .mapToObj(i -> executor.submit(() -> shell.connect(
                        new Host(
                                new NodeId("test", "n" + i),
                                "web" + i,
                                server().address(),
                                new Identity(key, asked),
                                new Shown(null)),
                        deadline())))
                .toList();
        for (var each : connecting) {
            each.get();
        }
        executor.shutdown();

        assertThat(given).hasSize(1);
        assertThat(given.peek()).containsOnly('\0');
    }

    @Test
    void saysThatTheKeyHasAPassphrase() throws IOException {
        var key = server().makeKey("mine");
        keygen("-p", "-P", "", "-N", PASSPHRASE, "-f", key.toString());

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
        return host(Identity.of(key), known);
    }

    private Host host(Identity identity, @Nullable HostKey known) {
        return new Host(new NodeId("test", "n1"), "web01", server().address(), identity, new Shown(known));
    }

    private void trustTheAuthority() throws IOException {
        var authority = server().makeKey("ca");
        server().configure("TrustedUserCAKeys " + authority + ".pub");
    }

    private void sign(Path key, String validity) throws IOException {
        keygen(
                "-s",
                directory.resolve("ca").toString(),
                "-I",
                "me",
                "-n",
                System.getProperty("user.name"),
                "-V",
                validity,
                key + ".pub");
    }

    private Path writeKey(String name, String text) throws IOException {
        var key = Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(key, text);
    }

    private static void keygen(String... arguments) throws IOException {
        var words = new ArrayList<>(List.of("ssh-keygen", "-q"));
        words.addAll(List.of(arguments));
        var keygen = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keygen.onExit().join().exitValue()).as(said).isZero();
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

package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody but its own authority vouches for. */
class TlsTest {

    private static final String PASSWORD = "made-up";

    private final MongoServer server = new MongoServer(new MemoryBackend());

    @TempDir
    private Path directory = Path.of("");

    private int port;
    private Path authority = Path.of("");

    @BeforeEach
    void serve() throws Exception {
        var file = directory.resolve("keys.p12");
        makeKeys(file);
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            keys.load(bytes, PASSWORD.toCharArray());
        }
        var certificate = (X509Certificate) Objects.requireNonNull(keys.getCertificate("mongo"));
        server.enableSsl((PrivateKey) keys.getKey("mongo", PASSWORD.toCharArray()), null, certificate);
        port = server.bind().getPort();
        authority = Files.writeString(
                directory.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded())));
    }

    private static void makeKeys(Path file) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "mongo",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mongo",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void isAskedWhereItsAuthorityIsNamed() {
        try (var store = MongoStore.open(o -> o.port(port).authority(authority))) {
            store.put(List.of(Document.of("node", "a", "{}")), Durability.FORCED);

            assertThat(store.get("node", "a")).isPresent();
        }
    }

    @Test
    void isNotTrustedWhereItIsNot() {
        assertThatThrownBy(() -> MongoStore.open(o -> o.port(port).tls(true)))
                .isInstanceOf(StoreException.class)
                .hasMessageMatching(
                        "the store MongoDB cloudmesh on 127.0.0.1:\\d+ cannot be reached: TLS failed \\(.*\\);"
                                + " where its certificate is of a private authority, name that .*");
    }

    @Test
    void isNotTrustedUnderAnotherName() {
        assertThatThrownBy(() ->
                        MongoStore.open(o -> o.host("localhost").port(port).authority(authority)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("TLS failed");
    }

    @Test
    void isNotReachedWithoutTls() {
        assertThatThrownBy(() -> MongoStore.open(o -> o.port(port)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be reached");
    }
}

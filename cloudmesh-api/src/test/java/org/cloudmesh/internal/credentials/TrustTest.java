package org.cloudmesh.internal.credentials;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.cloudmesh.spi.CredentialScheme.AWS;
import static org.cloudmesh.spi.CredentialScheme.KEYSTONE;

import java.io.IOException;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server whose certificate no public authority has signed. */
class TrustTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path shared;

    private static HttpsServer server;
    private static String certificate;
    private static String expired;

    @TempDir
    Path directory;

    TestHome home;

    @BeforeAll
    static void serve() throws Exception {
        var keys = keyStore("server", "-validity", "3650");
        certificate = pem(keys, "server");
        expired = pem(keyStore("old", "-startdate", "-3y", "-validity", "2"), "old");
        server = new HttpsServer(context(keys));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void moveIn() {
        home = new TestHome(directory).variable("AWS_ACCESS_KEY_ID", "id").variable("AWS_SECRET_ACCESS_KEY", "secret");
        home.now = Instant.now();
    }

    @Test
    void reachesAServerOfThePrivateAuthority() throws IOException {
        home.write("ca.pem", certificate);

        var lab = home.cloud("lab", "cacert", "~/ca.pem");

        assertThat(status(lab.sslContext(AWS))).isEqualTo(204);
    }

    @Test
    void refusesThatServerWithoutIt() {
        var lab = home.cloud("lab");

        var thrown = catchThrowable(() -> status(lab.sslContext(AWS)));

        assertThat(thrown).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void trustsThePublicAuthoritiesToo() {
        home.write("ca.pem", "text before\n" + certificate + "and between\n" + certificate);
        int publicOnes = home.cloud("lab").trustManager(AWS).getAcceptedIssuers().length;

        var manager =
                home.cloud("lab", "credentials.ca_certificate", "~/ca.pem").trustManager(AWS);

        assertThat(publicOnes).isPositive();
        assertThat(manager.getAcceptedIssuers()).hasSizeGreaterThan(publicOnes);
    }

    @Test
    void takesTheAuthorityFromWhereTheCredentialsAre() throws IOException {
        home.write("ca.pem", certificate);
        home.write(
                "work/clouds.yaml", "clouds: {lab: {cacert: ~/ca.pem, auth: {auth_url: u, username: a, password: b}}}");

        var lab = home.cloud("lab");

        assertThat(status(lab.sslContext(KEYSTONE))).isEqualTo(204);
    }

    @Test
    void takesTheAuthorityOfTheEnvironment() throws IOException {
        home.variable("AWS_CA_BUNDLE", home.write("ca.pem", certificate).toString());
        home.variable("OS_CACERT", directory.resolve("ca.pem").toString());
        var chameleon = home.cloud(
                "lab", "credentials.OS_AUTH_URL", "u", "credentials.OS_USERNAME", "a", "credentials.OS_PASSWORD", "b");

        assertThat(status(home.cloud("aws").sslContext(AWS))).isEqualTo(204);
        assertThat(status(chameleon.sslContext(KEYSTONE))).isEqualTo(204);
    }

    @Test
    void tellsOfAFileThatIsNoneOrHasNone() {
        home.write("empty.pem", "");
        home.write("broken.pem", "\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThat(fault("cacert", "~/ca.pem")).hasMessageContaining("lab.cacert: ~/ca.pem is not there");
        assertThat(fault("cacert", "~")).hasMessageContaining("is no file");
        assertThat(fault("cacert", "~/empty.pem")).hasMessageContaining("~/empty.pem has no certificate in it");
        assertThat(fault("cacert", "~/broken.pem"))
                .hasMessageContaining("has something in line 2 that is no certificate");
    }

    @Test
    void tellsOfACertificateThatIsNotValidNow() {
        home.write("old.pem", expired);
        home.write("ca.pem", certificate);

        assertThat(fault("cacert", "~/old.pem"))
                .hasMessageContaining("has a certificate in line")
                .hasMessageContaining("expired");
        home.now = Instant.EPOCH;
        assertThat(fault("cacert", "~/ca.pem")).hasMessageContaining("not valid yet");
    }

    @Test
    void doesNotConnectWithoutChecking() {
        assertThat(fault("verify", "false"))
                .hasMessageContaining("lab.verify: ")
                .hasMessageContaining("by cacert");
        assertThat(fault("credentials.insecure", "True")).hasMessageContaining("lab.credentials.insecure: ");
    }

    @Test
    void doesNotConnectWithoutCheckingWhereTheCredentialsSaySo() {
        home.write("work/clouds.yaml", "clouds: {lab: {verify: false, auth: {auth_url: u, username: a, password: b}}}");

        var thrown = catchThrowable(() -> home.cloud("lab").trustManager(KEYSTONE));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("~/work/clouds.yaml [lab], verify: a cloud is not connected to");
    }

    private Throwable fault(String key, String value) {
        var thrown = catchThrowable(() -> home.cloud("lab", key, value).trustManager(AWS));
        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageStartingWith(home.configuration() + ":41: ");
        return thrown;
    }

    private static int status(SSLContext context) throws IOException {
        var connection = (HttpsURLConnection) server.address().toURL().openConnection(Proxy.NO_PROXY);
        connection.setSSLSocketFactory(context.getSocketFactory());
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static KeyStore keyStore(String alias, String... validity) throws Exception {
        var file = shared.resolve(alias + ".p12");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + alias,
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:c",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString()));
        command.addAll(List.of(validity));
        var keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(file)) {
            keys.load(stream, PASSWORD);
        }
        return keys;
    }

    private static String pem(KeyStore keys, String alias) throws GeneralSecurityException {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                .encodeToString(keys.getCertificate(alias).getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}

package org.cloudmesh.internal.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cloudmesh.internal.credentials.TestHome.CANARY;
import static org.cloudmesh.spi.CredentialScheme.AWS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What slf4j-simple prints on standard error. */
class PermissionsTest {

    private static final String KEYS = "[default]\naws_access_key_id = id\naws_secret_access_key = " + CANARY + "\n";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(logged, true, UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setErr(before);
    }

    @Test
    void thatLetOthersReadAreWarnedOfOnce() throws IOException {
        var home = new TestHome(directory);
        var file = home.write(".aws/credentials", KEYS);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        home.cloud("aws").credentials(AWS);
        home.cloud("aws2").credentials(AWS);

        assertThat(logged.toString(UTF_8)).containsOnlyOnce("others can read it; next: chmod 600 " + file);
        assertThat(logged.toString(UTF_8)).doesNotContain(CANARY);
    }

    @Test
    void thatLetNobodyElseReadAreNotSpokenOf() {
        var home = new TestHome(directory);
        home.write(".aws/credentials", KEYS);

        home.cloud("aws").credentials(AWS);

        assertThat(logged.toString(UTF_8)).isEmpty();
    }
}

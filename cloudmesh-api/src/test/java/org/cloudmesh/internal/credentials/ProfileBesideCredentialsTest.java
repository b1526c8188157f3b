package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cloudmesh.internal.credentials.TestHome.CANARY;
import static org.cloudmesh.spi.CredentialScheme.AWS;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileBesideCredentialsTest {

    @TempDir
    Path directory;

    /** As openrc and os_cloud are, beside credentials and below; else the account is another one, and nobody is told. */
    @Test
    void takesTheProfileThatIsNamedBesideTheCredentials() {
        var home = new TestHome(directory);
        home.write(".aws/credentials", profile("default") + profile("lab"));

        var credentials = home.cloud("aws", "profile", "lab").credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("lab-id");
    }

    private static String profile(String name) {
        return "[%1$s]\naws_access_key_id = %1$s-id\naws_secret_access_key = %2$s\n".formatted(name, CANARY);
    }
}

package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.cloudmesh.internal.credentials.TestHome.CANARY;
import static org.cloudmesh.spi.CredentialScheme.KEYSTONE;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenrcTest {

    /** As Horizon offers it for download. */
    private static final String HORIZON = """
            #!/usr/bin/env bash
            export OS_AUTH_URL=https://chi.example:5000/v3
            export OS_PROJECT_NAME="my lab" OS_PROJECT_ID='p$1'
            export OS_USER_DOMAIN_NAME="Default"
            if [ -z "$OS_USER_DOMAIN_NAME" ]; then unset OS_USER_DOMAIN_NAME; fi
            unset OS_TENANT_ID
            export OS_USERNAME="ann"  # me
            # With Keystone you pass the keystone password.
            echo "Please enter your OpenStack Password for project $OS_PROJECT_NAME as user $OS_USERNAME: "
            read -sr OS_PASSWORD_INPUT
            export OS_PASSWORD=$OS_PASSWORD_INPUT
            export OS_REGION_NAME="${OS_USERNAME}-region"
            export OS_INTERFACE=public
            """;

    @TempDir
    Path directory;

    TestHome home;

    @BeforeEach
    void moveIn() {
        home = new TestHome(directory);
    }

    @Test
    void isReadAsText() {
        home.write(
                "lab.sh",
                HORIZON + "OS_PASSWORD='" + CANARY + "'\nexport OS_TOUCHED=$(touch " + directory + "/touched)\n");

        var credentials = home.cloud("lab", "openrc", "~/lab.sh").credentials(KEYSTONE);

        assertThat(credentials.get("projectName")).isEqualTo("my lab");
        assertThat(credentials.get("projectId")).isEqualTo("p$1");
        assertThat(credentials.get("userDomainName")).isEqualTo("Default");
        assertThat(credentials.get("username")).isEqualTo("ann");
        assertThat(credentials.get("password")).isEqualTo(CANARY);
        assertThat(credentials.get("region")).isEqualTo("ann-region");
        assertThat(credentials.source()).isEqualTo("~/lab.sh");
        assertThat(Files.exists(directory.resolve("touched"))).isFalse();
    }

    @Test
    void lacksThePasswordItAsksAtTheTerminal() {
        home.write("lab.sh", HORIZON);
        home.variable("OS_PASSWORD", CANARY);

        var thrown = catchThrowable(
                () -> home.cloud("lab", "credentials.openrc", "~/lab.sh").credentials(KEYSTONE));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("password is missing, looked for in ~/lab.sh (OS_PASSWORD)")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void getsThePasswordFromATokenCommand() {
        home.write("lab.sh", HORIZON);
        var lab = home.cloud("lab", "openrc", "~/lab.sh", "credentials.token_command", "printf '" + CANARY + "\\n'");

        var credentials = lab.credentials(KEYSTONE);

        assertThat(credentials.get("password")).isEqualTo(CANARY);
        assertThat(credentials.get("username")).isEqualTo("ann");
    }

    @Test
    void tellsTheLineWhoseQuoteIsNotClosed() {
        home.write("lab.sh", "#!/bin/sh\nexport OS_PASSWORD=\"" + CANARY + "\n");

        var thrown =
                catchThrowable(() -> home.cloud("lab", "openrc", "~/lab.sh").credentials(KEYSTONE));

        assertThat(thrown)
                .hasMessage(directory.resolve("lab.sh") + ":2: a quote is opened and not closed; mend this line");
    }

    @Test
    void hasToBeThere() {
        var thrown =
                catchThrowable(() -> home.cloud("lab", "openrc", "~/lab.sh").credentials(KEYSTONE));

        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("lab.sh: it is not there");
    }
}

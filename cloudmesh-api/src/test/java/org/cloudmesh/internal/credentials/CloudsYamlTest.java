package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.cloudmesh.internal.credentials.TestHome.CANARY;
import static org.cloudmesh.spi.CredentialScheme.AWS;
import static org.cloudmesh.spi.CredentialScheme.KEYSTONE;

import java.nio.file.Path;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudsYamlTest {

    private static final String TWO = """
            clouds:
              chameleon:
                auth_type: v3applicationcredential
                auth:
                  auth_url: https://chi.example:5000/v3
                  application_credential_id: app
                  application_credential_secret: canary-of-a-secret
                region_name: CHI@UC
                identity_api_version: 3
              jetstream:
                auth: {auth_url: 'https://iu.example:5000/v3', username: ann, project_name: lab}
            """;

    @TempDir
    Path directory;

    TestHome home;

    @BeforeEach
    void moveIn() {
        home = new TestHome(directory);
    }

    @Test
    void takesTheEntryOfTheCloudsName() {
        home.write(".config/openstack/clouds.yaml", TWO);

        var credentials = home.cloud("chameleon").credentials(KEYSTONE);

        assertThat(credentials.get("applicationCredentialSecret")).isEqualTo(CANARY);
        assertThat(credentials.get("region")).isEqualTo("CHI@UC");
        assertThat(credentials.get("identityApiVersion")).isEqualTo("3");
        assertThat(credentials.source()).isEqualTo("~/.config/openstack/clouds.yaml [chameleon]");
    }

    @Test
    void laysSecureYamlOnTop() {
        home.write("work/clouds.yaml", TWO);
        home.write("work/secure.yaml", "clouds:\n  jetstream:\n    auth:\n      password: " + CANARY + "\n");
        home.variable("OS_CLOUD", "jetstream");

        var credentials = home.cloud("lab").credentials(KEYSTONE);

        assertThat(credentials.get("username")).isEqualTo("ann");
        assertThat(credentials.get("password")).isEqualTo(CANARY);
    }

    @Test
    void takesTheEntryTheSectionNamesBeforeAnythingInTheEnvironment() {
        home.write("lab.yaml", TWO);
        home.variable("OS_CLIENT_CONFIG_FILE", "~/lab.yaml")
                .variable("OS_CLOUD", "jetstream")
                .variable("OS_PASSWORD", "other");

        var credentials = home.cloud("lab", "os_cloud", "chameleon", "default.region", "CHI@TACC")
                .credentials(KEYSTONE);

        assertThat(credentials.get("applicationCredentialId")).isEqualTo("app");
        assertThat(credentials.get("region")).isEqualTo("CHI@TACC");
    }

    @Test
    void takesTheOnlyEntry() {
        home.write(
                "etc/openstack/clouds.yaml",
                "clouds: {only: {auth: {auth_url: u, username: a, password: " + CANARY + "}}}");

        var credentials = home.cloud("lab").credentials(KEYSTONE);

        assertThat(credentials.source()).isEqualTo("~/etc/openstack/clouds.yaml [only]");
    }

    @Test
    void doesNotGuessBetweenSeveral() {
        home.write("work/clouds.yaml", TWO);

        var thrown = catchThrowable(() -> home.cloud("lab").credentials(KEYSTONE));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("~/work/clouds.yaml (has 2 clouds, none called \"lab\": name one by os_cloud)")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void tellsWhatIsMissingInTheEntry() {
        home.write("work/clouds.yaml", TWO);

        var thrown = catchThrowable(() -> home.cloud("jetstream").credentials(KEYSTONE));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(directory.resolve("work/clouds.yaml") + ": these are half the credentials")
                .hasMessageContaining("password is missing, looked for in ~/work/clouds.yaml [jetstream]");
    }

    @Test
    void tellsWhichEntriesThereAre() {
        home.write("work/clouds.yaml", TWO);

        var thrown = catchThrowable(
                () -> home.cloud("lab", "credentials.os_cloud", "chameleo").credentials(KEYSTONE));

        assertThat(thrown)
                .hasMessage(home.configuration() + ":41: cloudmesh.cloud.lab.credentials.os_cloud: no cloud"
                        + " \"chameleo\" in ~/work/clouds.yaml; known: chameleon, jetstream");
    }

    @Test
    void tellsOfAnEntryThatIsNamedWithoutAFile() {
        var thrown =
                catchThrowable(() -> home.cloud("lab", "os_cloud", "chameleon").credentials(KEYSTONE));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no clouds.yaml at ~/work");
    }

    @Test
    void tellsTheLineThatIsBrokenAndNotWhatIsInIt() {
        home.write("work/clouds.yaml", "clouds:\n  lab:\n    auth: {password: " + CANARY + "\n  x: [\n");

        var thrown = catchThrowable(() -> home.cloud("lab").credentials(KEYSTONE));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching(".*clouds.yaml:\\d: this is no YAML; mend this line")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    @Test
    void runsNothingThatATagNames() {
        home.write("work/clouds.yaml", "clouds: {lab: {auth: !!java.net.URL [" + CANARY + "]}}");

        var thrown = catchThrowable(() -> home.cloud("lab").credentials(KEYSTONE));

        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageNotContaining(CANARY);
    }

    @Test
    void tellsOfAFileWithoutClouds() {
        home.write("work/clouds.yaml", "- " + CANARY);

        var thrown = catchThrowable(() -> home.cloud("lab").credentials(KEYSTONE));

        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("clouds.yaml: clouds: this is no");
    }

    @Test
    void isTakenAsItIsWritten() {
        home.write(
                "work/clouds.yaml",
                "base: &base {auth_url: u, username: yes}\nclouds: {lab: {auth: {<<: *base, password: 0123}, verify: ~}}");

        var credentials = home.cloud("lab").credentials(KEYSTONE);

        assertThat(credentials.get("password")).isEqualTo("0123");
        assertThat(credentials.get("username")).isEqualTo("yes");
        assertThat(credentials.find("verify")).isEmpty();
    }

    @Test
    void mayContainItself() {
        home.write(
                "work/clouds.yaml",
                "clouds: &all {lab: {x: *all, y: *all, auth: {auth_url: u, username: a, password: b, z: *all}}}");

        var credentials = home.cloud("lab").credentials(KEYSTONE);

        assertThat(credentials.get("password")).isEqualTo("b");
    }

    @Test
    void isNotReadForAws() {
        home.write("work/clouds.yaml", "broken: [");
        home.write(".aws/credentials", "[default]\naws_access_key_id=id\naws_secret_access_key=" + CANARY);

        var credentials = home.cloud("aws").credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("id");
    }
}

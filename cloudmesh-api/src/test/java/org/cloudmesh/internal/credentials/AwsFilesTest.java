package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.cloudmesh.internal.credentials.TestHome.CANARY;
import static org.cloudmesh.spi.CredentialScheme.AWS;

import java.nio.file.Path;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsFilesTest {

    private static final String CREDENTIALS = """
            # comment
            [default]
            aws_access_key_id = default-id
            aws_secret_access_key=canary-of-a-secret
            [ class ]
              aws_access_key_id = class-id   ; mine
              aws_secret_access_key = canary-of-a-secret # hers
              AWS_SESSION_TOKEN = token
            """;

    @TempDir
    Path directory;

    TestHome home;

    @BeforeEach
    void moveIn() {
        home = new TestHome(directory);
        home.write(".aws/credentials", CREDENTIALS);
    }

    @Test
    void takesTheDefaultProfile() {
        var credentials = home.cloud("aws").credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("default-id");
        assertThat(credentials.source()).isEqualTo("~/.aws/credentials [default]");
    }

    @Test
    void takesTheProfileOfTheEnvironment() {
        home.write(".aws/config", "[profile class]\nregion = eu-west-1\ns3 =\n  aws_access_key_id = nested\n");
        home.variable("AWS_PROFILE", "class");

        var credentials = home.cloud("aws").credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("class-id");
        assertThat(credentials.get("secretAccessKey")).isEqualTo(CANARY);
        assertThat(credentials.get("sessionToken")).isEqualTo("token");
        assertThat(credentials.get("region")).isEqualTo("eu-west-1");
        assertThat(credentials).hasToString("credentials from ~/.aws/credentials [class]");
    }

    @Test
    void takesTheProfileTheSectionNamesBeforeAnythingInTheEnvironment() {
        home.variable("AWS_PROFILE", "default")
                .variable("AWS_ACCESS_KEY_ID", "other")
                .variable("AWS_SECRET_ACCESS_KEY", "other");

        var credentials = home.cloud("aws", "credentials.profile", "class").credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("class-id");
    }

    @Test
    void takesASetOfTheConfigFile() {
        home.write(
                "aws.conf",
                "[profile \"my lab\"]\naws_access_key_id = lab-id\naws_secret_access_key = " + CANARY + "\n");
        home.variable("AWS_CONFIG_FILE", "~/aws.conf");

        var credentials = home.cloud("aws", "default.profile", "my lab").credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("lab-id");
        assertThat(credentials.source()).isEqualTo("~/aws.conf [my lab]");
    }

    @Test
    void combinesNoTwoFiles() {
        home.write("keys", "[default]\naws_access_key_id = id\n");
        home.write(".aws/config", "[default]\naws_secret_access_key = " + CANARY + "\n");
        home.variable("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("keys").toString());

        var thrown = catchThrowable(() -> home.cloud("aws").credentials(AWS));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(directory.resolve("keys") + ": default: these are half the credentials")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void namesTheFileThatHasHalfASet() {
        home.write(".aws/config", "[profile lab]\naws_access_key_id = id\n");

        var thrown = catchThrowable(
                () -> home.cloud("aws", "credentials.profile", "lab").credentials(AWS));

        assertThat(thrown).hasMessageStartingWith(directory.resolve(".aws/config") + ": lab: these are half");
    }

    @Test
    void tellsWhichProfilesThereAre() {
        var thrown = catchThrowable(
                () -> home.cloud("aws", "credentials.profile", "clas").credentials(AWS));

        assertThat(thrown)
                .hasMessage(
                        home.configuration() + ":41: cloudmesh.cloud.aws.credentials.profile: no profile \"clas\" in"
                                + " ~/.aws/credentials or ~/.aws/config; known: class, default");
    }

    @Test
    void tellsOfAProfileInTheEnvironmentThatIsNotThere() {
        home.variable("AWS_PROFILE", "clas");

        var thrown = catchThrowable(() -> home.cloud("aws").credentials(AWS));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("AWS_PROFILE: no profile \"clas\"");
    }

    @Test
    void doesNotPretendToAssumeARole() {
        home.write(".aws/config", "[profile lab]\nrole_arn = arn:aws:iam::1:role/lab\nsource_profile = default\n");

        var thrown = catchThrowable(
                () -> home.cloud("aws", "credentials.profile", "lab").credentials(AWS));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("profile \"lab\" has role_arn")
                .hasMessageContaining("credential_process = aws configure export-credentials --profile lab");
    }

    @Test
    void runsTheCredentialProcessOfTheProfile() {
        home.write(
                ".aws/config",
                "[profile lab]\ncredential_process = sh -c 'printf \"{\\\"Version\\\":1,\\\"AccessKeyId\\\":\\\"p\\\","
                        + "\\\"SecretAccessKey\\\":\\\"s\\\"}\"'\n");

        var credentials = home.cloud("aws", "credentials.profile", "lab").credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("p");
        assertThat(credentials.source()).isEqualTo("~/.aws/config [lab] and its token command");
    }

    @Test
    void tellsTheLineThatIsBrokenAndNotWhatIsInIt() {
        home.write(".aws/credentials", "[default]\naws_access_key_id = id\n" + CANARY + "\n");

        var thrown = catchThrowable(() -> home.cloud("aws").credentials(AWS));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(directory.resolve(".aws/credentials") + ":3: this is no [section]")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void readsNoFileThatIsTooLargeToBeOne() {
        home.write(".aws/credentials", CANARY.repeat(60_000));

        var thrown = catchThrowable(() -> home.cloud("aws").credentials(AWS));

        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void tellsOfAFileThatCannotBeRead() {
        home.variable("AWS_SHARED_CREDENTIALS_FILE", directory.toString());

        var thrown = catchThrowable(() -> home.cloud("aws").credentials(AWS));

        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("it is a directory");
    }
}

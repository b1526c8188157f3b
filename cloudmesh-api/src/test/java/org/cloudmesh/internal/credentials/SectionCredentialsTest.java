package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cloudmesh.internal.credentials.TestHome.CANARY;
import static org.cloudmesh.spi.CredentialScheme.AWS;
import static org.cloudmesh.spi.CredentialScheme.AZURE;
import static org.cloudmesh.spi.CredentialScheme.KEYSTONE;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CredentialScheme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionCredentialsTest {

    @TempDir
    Path directory;

    TestHome home;

    @BeforeEach
    void moveIn() {
        home = new TestHome(directory);
    }

    @Test
    void readsTheWordsOfCm4ForAws() {
        var aws = home.cloud(
                "aws",
                "credentials.EC2_ACCESS_ID",
                "id",
                "credentials.EC2_SECRET_KEY",
                CANARY,
                "credentials.region",
                "us-east-2");

        var credentials = aws.credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("id");
        assertThat(credentials.get("secretAccessKey")).isEqualTo(CANARY);
        assertThat(credentials.find("region")).contains("us-east-2");
        assertThat(credentials.find("sessionToken")).isEmpty();
        assertThat(credentials).hasToString("credentials from ~/.cloudmesh/cloudmesh.yaml:40");
    }

    @Test
    void readsThePapersKeysBesideAnEmptyHeading() {
        var aws = home.cloud("aws", "EC2_ACCESS_KEY", "id", "EC2_SECRET_KEY", CANARY, "default.location", "us-west-1");

        var credentials = aws.credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("id");
        assertThat(credentials.get("region")).isEqualTo("us-west-1");
    }

    @Test
    void readsBothSpellingsOfKeystone() {
        var chameleon = home.cloud(
                "chameleon",
                "credentials.auth.username",
                "ann",
                "credentials.auth.password",
                CANARY,
                "credentials.auth.auth_url",
                "https://chi.example:5000/v3",
                "credentials.auth.project_name",
                "lab",
                "credentials.region_name",
                "CHI@UC");
        var jetstream = home.cloud(
                "jetstream",
                "credentials.OS_USERNAME",
                "ann",
                "credentials.OS_PASSWORD",
                CANARY,
                "credentials.OS_AUTH_URL",
                "https://iu.example:5000/v3",
                "credentials.OS_TENANT_NAME",
                "lab",
                "credentials.OS_REGION_NAME",
                "IU");

        var first = chameleon.credentials(KEYSTONE);
        var second = jetstream.credentials(KEYSTONE);

        assertThat(first.get("username")).isEqualTo(second.get("username")).isEqualTo("ann");
        assertThat(first.get("projectName"))
                .isEqualTo(second.get("projectName"))
                .isEqualTo("lab");
        assertThat(first.get("region")).isEqualTo("CHI@UC");
        assertThat(second.get("region")).isEqualTo("IU");
    }

    @Test
    void takesAnApplicationCredential() {
        var chameleon = home.cloud(
                "chameleon",
                "credentials.auth.auth_url",
                "https://chi.example:5000/v3",
                "credentials.auth.application_credential_id",
                "app",
                "credentials.auth.application_credential_secret",
                CANARY);

        var credentials = chameleon.credentials(KEYSTONE);

        assertThat(credentials.get("applicationCredentialSecret")).isEqualTo(CANARY);
    }

    @Test
    void readsTheWordsOfCm4ForAzure() {
        var azure = home.cloud(
                "azure",
                "credentials.AZURE_TENANT_ID",
                "tenant",
                "credentials.AZURE_SUBSCRIPTION_ID",
                "subscription",
                "credentials.AZURE_APPLICATION_ID",
                "application",
                "credentials.AZURE_SECRET_KEY",
                CANARY,
                "credentials.AZURE_REGION",
                "eastus");

        var credentials = azure.credentials(AZURE);

        assertThat(credentials.get("clientId")).isEqualTo("application");
        assertThat(credentials.get("clientSecret")).isEqualTo(CANARY);
        assertThat(credentials.get("region")).isEqualTo("eastus");
    }

    @Test
    void takesTheSubscriptionFromTheSectionAndThePrincipalFromTheEnvironment() {
        home.variable("AZURE_TENANT_ID", "tenant")
                .variable("AZURE_CLIENT_ID", "client")
                .variable("AZURE_CLIENT_SECRET", CANARY)
                .variable("AZURE_SUBSCRIPTION_ID", "another");
        var azure = home.cloud("azure", "credentials.AZURE_SUBSCRIPTION_ID", "subscription");

        var credentials = azure.credentials(AZURE);

        assertThat(credentials.get("subscriptionId")).isEqualTo("subscription");
        assertThat(credentials.source()).isEqualTo("the environment");
    }

    @Test
    void goesBeforeTheEnvironment() {
        home.variable("AWS_ACCESS_KEY_ID", "other").variable("AWS_SECRET_ACCESS_KEY", "other");
        var aws = home.cloud("aws", "credentials.EC2_ACCESS_ID", "id", "credentials.EC2_SECRET_KEY", CANARY);

        var credentials = aws.credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("id");
    }

    @Test
    void mendsHalfASetWithNothingFromElsewhere() {
        home.variable("AWS_ACCESS_KEY_ID", "other").variable("AWS_SECRET_ACCESS_KEY", CANARY);
        var aws = home.cloud("aws", "credentials.EC2_ACCESS_ID", CANARY);

        var e = catchThrowableOfType(ConfigException.class, () -> aws.credentials(AWS));

        assertThat(e)
                .hasMessage(home.configuration()
                        + ":40: cloudmesh.cloud.aws.credentials: these are half the credentials of cloud \"aws\":"
                        + " secretAccessKey is missing, looked for in ~/.cloudmesh/cloudmesh.yaml:40 (EC2_SECRET_KEY);"
                        + " next: add what is missing, or remove the rest: a set is taken whole from one place");
        assertThat(e.file()).isEqualTo(home.configuration());
    }

    @Test
    void regardsTbdAndBlankAsNotSet() {
        home.variable("AWS_ACCESS_KEY_ID", "other").variable("AWS_SECRET_ACCESS_KEY", CANARY);
        var aws = home.cloud("aws", "credentials.EC2_ACCESS_ID", "TBD", "credentials.EC2_SECRET_KEY", " ");

        var credentials = aws.credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("other");
    }

    @Test
    void doesNotTakeTheLoginOfTheMachinesForTheOneOfTheCloud() {
        var lab = home.cloud("lab", "username", "cc", "default.username", "cc", "password", CANARY);

        var thrown = catchThrowable(() -> lab.credentials(KEYSTONE));

        assertThat(thrown).hasMessageContaining("no credentials for cloud \"lab\"");
    }

    @Test
    void fillsTheRegionInFromFurtherDown() {
        home.write(".aws/config", "[default]\nregion = eu-west-1\n");
        home.variable("AWS_ACCESS_KEY_ID", "id").variable("AWS_SECRET_ACCESS_KEY", CANARY);
        var aws = home.cloud("aws");

        var credentials = aws.credentials(AWS);

        assertThat(credentials.get("region")).isEqualTo("eu-west-1");
    }

    @Test
    void takesNoRegionOfAnotherKeystone() {
        home.variable("OS_REGION_NAME", "CHI@TACC");
        var jetstream = home.cloud(
                "jetstream",
                "credentials.OS_USERNAME",
                "ann",
                "credentials.OS_PASSWORD",
                CANARY,
                "credentials.OS_AUTH_URL",
                "https://iu.example:5000/v3");

        var credentials = jetstream.credentials(KEYSTONE);

        assertThat(credentials.find("region")).isEmpty();
    }

    @Test
    void tellsAllThePlacesThatWereLookedAt() {
        var aws = home.cloud("aws", "cm.host", "aws.com");

        var thrown = catchThrowable(() -> aws.credentials(AWS));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessage(home.configuration()
                        + ":40: cloudmesh.cloud.aws.credentials: no credentials for cloud \"aws\": accessKeyId and"
                        + " secretAccessKey are missing, looked for in ~/.cloudmesh/cloudmesh.yaml:40 (EC2_ACCESS_ID,"
                        + " EC2_SECRET_KEY); the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY);"
                        + " ~/.aws/credentials [default] and ~/.aws/config [default] (aws_access_key_id,"
                        + " aws_secret_access_key); next: set them in one of these places");
    }

    @Test
    void tellsThePlacesOfKeystone() {
        var lab = home.cloud("lab");

        var thrown = catchThrowable(() -> lab.credentials(KEYSTONE));

        assertThat(thrown)
                .hasMessageContaining("authUrl, username and password are missing")
                .hasMessageContaining("the environment (OS_AUTH_URL, OS_USERNAME, OS_PASSWORD)")
                .hasMessageContaining(
                        "~/work/clouds.yaml, ~/.config/openstack/clouds.yaml, ~/etc/openstack/clouds.yaml");
    }

    @Test
    void refusesHalfASetOfTheEnvironment() {
        home.write(".aws/credentials", "[default]\naws_access_key_id=a\naws_secret_access_key=b\n");
        home.variable("AWS_SECRET_ACCESS_KEY", CANARY);
        var aws = home.cloud("aws");

        var thrown = catchThrowable(() -> aws.credentials(AWS));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "the environment: these are half the credentials of cloud \"aws\": accessKeyId is")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void servesACloudThatWasPassedInCode() {
        var sim = CloudConfig.of("sim", Map.of("credentials.LAB_USER", "ann", "LAB_PASSWORD", CANARY));
        var lab = CredentialScheme.of(s -> s.part("user", n -> n.settings("LAB_USER"))
                .part("password", n -> n.settings("LAB_PASSWORD"))
                .way("user", "password"));

        var credentials = sim.credentials(lab);

        assertThat(credentials.get("password")).isEqualTo(CANARY);
        assertThat(credentials.source()).isEqualTo("the settings given in code");
        assertThatThrownBy(() -> CloudConfig.none("sim").credentials(lab))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "cloud \"sim\": credentials: no credentials for cloud \"sim\": user and password are");
    }

    @Test
    void isMadeOfWhatTheReaderOfTheConfigurationKnows() {
        var file = home.configuration();
        var section = CloudSection.of(
                "aws", file, 7, Map.of("EC2_ACCESS_ID", "id", "EC2_SECRET_KEY", CANARY), Map.of("proxy", "ftp://x"));
        var aws = new SectionConfig(section, home.surroundings());

        var thrown = catchThrowable(() -> aws.proxy(URI.create("https://aws.example")));

        assertThat(aws.credentials(AWS).get("secretAccessKey")).isEqualTo(CANARY);
        assertThat(thrown).hasMessageStartingWith(file + ":7: cloudmesh.cloud.aws.proxy: ");
    }

    @Test
    void answersWithSettingsByKey() {
        var aws = home.cloud("aws", "cm.host", "aws.com", "default.username", "ec2-user");

        assertThat(aws.find("cm.host")).contains("aws.com");
        assertThat(aws.get("default.username")).isEqualTo("ec2-user");
        assertThat(aws.find("cm")).isEmpty();
        assertThatThrownBy(() -> aws.get("default.usrname"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(home.configuration() + ":40: cloudmesh.cloud.aws.default.usrname: this is not set;"
                        + " known: default.username, cm.host; next: add it");
    }

    @Test
    void showsNoValueInAnyText() {
        var aws = home.cloud("aws", "credentials.EC2_ACCESS_ID", CANARY, "credentials.EC2_SECRET_KEY", CANARY);
        var credentials = aws.credentials(AWS);

        var missing = catchThrowable(() -> credentials.get("sessionToken"));

        assertThat(aws.toString()).contains("EC2_SECRET_KEY").doesNotContain(CANARY);
        assertThat(credentials.toString()).doesNotContain(CANARY);
        assertThat(new Setting(CANARY, null, null).toString()).doesNotContain(CANARY);
        assertThat(missing).isInstanceOf(ConfigException.class).hasMessageNotContaining(CANARY);
    }
}

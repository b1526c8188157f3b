package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files as the original has had them over the years. */
class OriginalFilesTest {

    @Test
    void of2013WithTheCloudsOfFutureGrid() {
        var config = Configs.ofResources("2013-india-sierra.yaml");

        var clouds = config.settings().clouds();

        assertThat(clouds)
                .extracting(CloudSettings::name, CloudSettings::kind, CloudSettings::active, CloudSettings::label)
                .containsExactly(
                        tuple("india", "openstack", true, "ios_juno"),
                        tuple("sierra", "openstack", true, "sos"),
                        tuple("india_eucalyptus", "eucalyptus", false, "ieuca"));
        assertThat(clouds.get(0).credentials())
                .containsEntry("OS_CACERT", "/home/ann/.cloudmesh/india-juno-cacert.pem")
                .containsEntry("OS_PASSWORD", "1234567890123");
        assertThat(clouds.get(0).image()).isEqualTo("futuregrid/ubuntu-14.04");
        assertThat(clouds.get(0).host()).isEqualTo("india.futuregrid.org");
        assertThat(clouds.get(2).credentials())
                .containsOnlyKeys(
                        "EC2_ACCESS_KEY",
                        "EC2_SECRET_KEY",
                        "EC2_PRIVATE_KEY",
                        "EC2_CERT",
                        "EUCALYPTUS_CERT",
                        "EC2_URL");
        assertThat(clouds).allSatisfy(cloud -> assertThat(cloud.faults()).isEmpty());
        assertThat(config.settings().user()).isEqualTo("albert");
        assertThat(config.settings().key()).isEqualTo("id_rsa");
        assertThat(config.keys("projects.completed")).containsExactly("0", "1");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void of2015WithWhatIsToBeFilledIn() {
        var config = Configs.ofResources("2015-client.yaml");

        var clouds = config.settings().clouds();

        assertThat(clouds)
                .extracting(CloudSettings::name, CloudSettings::kind, CloudSettings::flavor, CloudSettings::location)
                .containsExactly(
                        tuple("kilo", "openstack", null, null),
                        tuple("aws", "ec2", "t1.micro", "us-east-1"),
                        tuple("azure", "azure", "ExtraSmall", "East US"));
        assertThat(clouds.get(0).credentials())
                .containsOnlyKeys(
                        "OS_AUTH_URL", "OS_CACERT", "OS_PROJECT_DOMAIN_ID", "OS_USER_DOMAIN_ID", "OS_VERSION");
        assertThat(clouds.get(1).credentials()).isEmpty();
        assertThat(clouds).extracting(CloudSettings::active).containsExactly(true, false, false);
        assertThat(config.settings().key()).isNull();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void figureFourOfThePaper() {
        var config = Configs.ofResources("2017-figure4.yaml");

        var settings = config.settings();
        var aws = Configs.cloud(config, "aws");

        assertThat(settings.clouds()).hasSize(1);
        assertThat(aws.kind()).isEqualTo("aws");
        assertThat(aws.credentials()).containsOnlyKeys("EC2_ACCESS_KEY", "EC2_SECRET_KEY");
        assertThat(aws.image()).isEqualTo("ami-0183d861");
        assertThat(aws.flavor()).isEqualTo("t2.micro");
        assertThat(aws.location()).isEqualTo("us-west-1");
        assertThat(settings.image()).isEqualTo("ami-0183d861");
        assertThat(settings.location()).isEqualTo("us-west-1");
        assertThat(aws.faults()).isEmpty();
        assertThat(config.get("cloud.aws.credentials.EC2_ACCESS_ID")).isEqualTo("ACCESS KEY");
        assertThat(config.get("cloudmesh.cloud.aws.default.flavor")).isEqualTo("t2.micro");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void cm4Of2018() {
        var config = Configs.ofResources("cloudmesh4.yaml");

        var settings = config.settings();

        assertThat(settings.clouds())
                .extracting(CloudSettings::name, CloudSettings::kind, CloudSettings::location)
                .containsExactly(
                        tuple("azure", "azure", "northcentralus"),
                        tuple("aws", "aws", "us-west-2"),
                        tuple("chameleon", "openstack", "RegionOne"),
                        tuple("cybera-e", "openstack", "Edmonton"));
        assertThat(settings.defaultCloud()).isEqualTo("azure");
        assertThat(settings.group()).isEqualTo("cloudmesh");
        assertThat(settings.publicKey()).isEqualTo(Path.of("/home/ann/.ssh/id_rsa.pub"));
        assertThat(settings.clouds().get(1).options())
                .containsEntry("default.EC2_SECURITY_GROUP", "group1")
                .containsEntry("cm.heading", "AWS")
                .doesNotContainKeys("default.image", "cm.kind", "cm.version");
        assertThat(settings.clouds().get(2).user()).isEqualTo("cc");
        assertThat(config.at("data").at("mongo").get("MONGO_HOST")).isEqualTo("127.0.0.1");
        assertThat(config.get("data.mongo.MONGO_PORT", Integer.class)).isEqualTo(27017);
        assertThat(config.find("data.mongo.MONGO_PASSWORD")).isEmpty();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void of2018WithAlignedColumns() {
        var config = Configs.ofResources("2018-aligned.yaml");

        var clouds = config.settings().clouds();

        assertThat(clouds)
                .extracting(CloudSettings::name, CloudSettings::kind)
                .containsExactly(tuple("azure", "azure"), tuple("aws", "aws"));
        assertThat(clouds.get(0).credentials())
                .containsEntry("AZURE_MANAGEMENT_CERT_PATH", "C:/Demo/azure_cert.pem")
                .containsOnlyKeys("AZURE_SUBSCRIPTION_ID", "AZURE_MANAGEMENT_CERT_PATH");
    }

    @Test
    void of2019WithAllKinds() {
        var config = Configs.ofResources("2019-cloudmesh.yaml");

        var settings = config.settings();

        assertThat(settings.clouds())
                .extracting(CloudSettings::name, CloudSettings::kind, CloudSettings::active, CloudSettings::location)
                .containsExactly(
                        tuple("aws", "aws", true, "us-east-2"),
                        tuple("azure", "azure", true, "northcentralus"),
                        tuple("chameleon", "openstack", true, "KVM@TACC"),
                        tuple("jetstream", "openstack", false, "RegionOne"),
                        tuple("google", "google", true, "us-central1-a"),
                        tuple("virtual", "opensatck", true, null));
        assertThat(settings.defaultCloud()).isEqualTo("chameleon");
        assertThat(settings.privateKey()).isEqualTo(Path.of("/home/ann/.ssh/id_rsa"));
        assertThat(settings.publicKey()).isEqualTo(Path.of("/home/ann/.ssh/id_rsa.pub"));
        assertThat(Configs.cloud(config, "chameleon").credentials())
                .containsOnlyKeys(
                        "auth.password",
                        "auth.auth_url",
                        "auth.project_id",
                        "auth.project_name",
                        "auth.user_domain_name",
                        "region_name",
                        "interface",
                        "identity_api_version");
        assertThat(Configs.cloud(config, "aws").credentials())
                .containsEntry("EC2_PRIVATE_KEY_FILE_PATH", "/home/ann/.cloudmesh/ann")
                .containsEntry("EC2_PRIVATE_KEY_FILE_NAME", "ann");
        assertThat(Configs.cloud(config, "virtual").faults())
                .singleElement()
                .asString()
                .endsWith(
                        "2019-cloudmesh.yaml:161: cloudmesh.cloud.virtual.cm.kind: the kind of cloud written here is not"
                                + " known; nearest: openstack");
        assertThat(config.get("data.mongo.MONGO_DOWNLOAD.linux.MONGO_LOG")).isEqualTo("~/.cloudmesh/mongodb/log");
        assertThat(config.get("default.trace", Boolean.class)).isTrue();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void oneOfAClassUnderOnesOwn() {
        var config = Configs.ofResources("class-own.yaml", "class.yaml");

        var settings = config.settings();
        var chameleon = Configs.cloud(config, "chameleon");

        assertThat(settings.defaultCloud()).isEqualTo("chameleon");
        assertThat(settings.group()).isEqualTo("class-516");
        assertThat(chameleon.flavor()).isEqualTo("m1.small");
        assertThat(chameleon.image()).isEqualTo("CC-Ubuntu20.04");
        assertThat(chameleon.credentials())
                .containsEntry("auth.username", "ann")
                .containsKeys("auth.password", "auth.auth_url", "region_name");
        assertThat(chameleon.file()).isEqualTo(Configs.resource("class-own.yaml"));
        assertThat(Configs.cloud(config, "aws").flavor()).isEqualTo("t2.nano");
        assertThat(config.get("cloud.chameleon.default.flavor")).isEqualTo("m1.small");
    }

    @Test
    void oneFromWindows() {
        var config = Configs.ofResources("windows.yaml");

        var azure = Configs.cloud(config, "azure");

        assertThat(azure.image()).isEqualTo("win-2019");
        assertThat(azure.credentials())
                .containsEntry("AZURE_MANAGEMENT_CERT_PATH", "C:\\Users\\ann\\azure.pem")
                .containsKey("AZURE_SECRET_KEY");
    }

    @Test
    void oneWithAnchorsAndMerges() {
        var config = Configs.ofResources("anchors.yaml");

        var jetstream = Configs.cloud(config, "jetstream");
        var twin = Configs.cloud(config, "twin");

        assertThat(jetstream.label()).isEqualTo("jetstream");
        assertThat(jetstream.kind()).isEqualTo("openstack");
        assertThat(jetstream.image()).isEqualTo("JS-Ubuntu");
        assertThat(jetstream.flavor()).isEqualTo("m1.small");
        assertThat(jetstream.credentials()).containsOnlyKeys("OS_USERNAME", "OS_PASSWORD", "OS_AUTH_URL");
        assertThat(twin.image()).isEqualTo("CC-Ubuntu18.04");
        assertThat(twin.credentials()).isEqualTo(jetstream.credentials());
    }

    @Test
    void oneInFlowStyle() {
        var config = Configs.ofResources("flow.yaml");

        var aws = Configs.cloud(config, "aws");

        assertThat(config.settings().experiment()).isEqualTo("e1");
        assertThat(aws.flavor()).isEqualTo("t2.micro");
        assertThat(aws.location()).isEqualTo("eu-west-1");
        assertThat(aws.credentials()).containsOnlyKeys("EC2_ACCESS_ID", "EC2_SECRET_KEY", "region");
    }

    @Test
    void noneOfThemShowsASecretWhenItIsPrinted() {
        for (var name :
                new String[] {"2013-india-sierra.yaml", "2019-cloudmesh.yaml", "anchors.yaml", "2017-figure4.yaml"}) {
            var config = Configs.ofResources(name);

            var printed = config
                    + config.at("cloud").toString()
                    + config.settings()
                    + config.settings().clouds();

            assertThat(printed).doesNotContain(Configs.SECRET).contains(name);
        }
    }

    @Test
    void aDurationIsReadWhateverItsUnit() {
        assertThat(Configs.ofResources("2013-india-sierra.yaml").get("profile.gid", Duration.class))
                .isEqualTo(Duration.ofSeconds(100));
    }
}

package org.cloudmesh.jclouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cloudmesh.BootOptions;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Mesh;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.ec2.Ec2Options;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.cloudmesh.testkit.openstack.FakeOpenStack;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets wrong: one sentence, soon, nothing left running, and no secret in it. */
class BadInputTest {

    private static final List<String> SECRETS = List.of("secret-password", Ec2Options.SECRET_KEY);

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();
    private final FakeOpenStack openStack = FakeOpenStack.start(
            o -> o.time(time).user("demo", "secret-password").quota(3));
    private final FakeEc2 ec2 = FakeEc2.start(o -> o.time(time));
    private final String nova =
            new FakedOpenStack(openStack).section().replace("password: secret,", "password: secret-password,");
    private final String aws = new FakedEc2(ec2).section();

    @AfterEach
    void close() {
        openStack.close();
        ec2.close();
    }

    @Test
    void namesTheEndpointWhereNothingAnswers() throws IOException {
        assertThat(boot(nova.replaceAll("http://127.0.0.1:\\d+", "http://127.0.0.1:1")))
                .contains("nothing answers at http://127.0.0.1:1");
        assertThat(boot(aws.replaceAll("http://127.0.0.1:\\d+", "http://127.0.0.1:1")))
                .contains("nothing answers at http://127.0.0.1:1");
    }

    @Test
    void namesTheHostThatIsNotThere() throws IOException {
        assertThat(boot(nova.replaceAll("http://127.0.0.1:\\d+", "http://keystone.invalid")))
                .contains("there is no host keystone.invalid");
        assertThat(boot(aws.replaceAll("http://127.0.0.1:\\d+", "http://ec2.invalid")))
                .contains("there is no host ec2.invalid");
    }

    @Test
    void saysThatAnEndpointIsSomethingElse() throws IOException {
        assertThat(boot(nova.replace("/identity/v3", "/compute/v2.1"))).isNotBlank();
        assertThat(boot(aws.replaceAll("endpoint: .*", "endpoint: " + openStack.endpoint())))
                .isNotBlank();
    }

    @Test
    void namesTheRegionsThereAre() throws IOException {
        assertThat(boot(nova.replace("region_name: RegionOne", "region_name: RegionTwo")))
                .contains("RegionTwo")
                .contains("RegionOne");
        assertThat(boot(aws.replace("region: us-east-1", "region: us-est-1"))).contains("us-est-1");
    }

    @Test
    void saysWhatToDoAboutACertificateThatNobodySigned() throws Exception {
        var certificate = SelfSigned.make(directory);
        try (var safeNova = FakeOpenStack.start(o -> o.time(time).tls(certificate.context()));
                var safeEc2 = FakeEc2.start(o -> o.time(time).tls(certificate.context()))) {
            assertThat(boot(new FakedOpenStack(safeNova).section()))
                    .contains("TLS failed")
                    .contains("cacert");
            assertThat(boot(new FakedEc2(safeEc2).section()))
                    .contains("TLS failed")
                    .contains("cacert");
        }
    }

    @Test
    void trustsTheAuthorityThatIsNamed() throws Exception {
        var certificate = SelfSigned.make(directory);
        var pem = Files.writeString(directory.resolve("lab.pem"), certificate.pem());
        try (var safe = FakeEc2.start(o -> o.time(time).tls(certificate.context()))) {
            var section = new FakedEc2(safe).section() + "cacert: " + pem + "\n";

            int booted = open(section, mesh -> mesh.nodes().boot(1).size());

            assertThat(booted).isOne();
        }
    }

    @Test
    void namesTheCredentialThatIsMissing() throws IOException {
        assertThat(boot(nova.replace("password: secret-password,", ""))).contains("password");
        assertThat(boot(aws.replaceFirst(", EC2_SECRET_KEY: [^}]*", ""))).contains("secretAccessKey");
    }

    @Test
    void saysThatThePasswordIsWrongAtOnceAndAsksOnce() throws IOException {
        var sentence = boot(nova.replace("secret-password", "wrong-password"));

        assertThat(sentence).contains("401").doesNotContain("wrong-password");
        assertThat(openStack.counts()).isEqualTo(Map.of("POST /v3/auth/tokens", 1L));
    }

    @Test
    void saysThatTheSecretKeyIsWrong() throws IOException {
        assertThat(boot(aws.replace(Ec2Options.SECRET_KEY, "wrong-secret")))
                .contains("signature")
                .doesNotContain("wrong-secret");
    }

    @Test
    void saysThatTheArchitecturesDoNotGoTogether() throws IOException {
        var arm = ec2.images().stream()
                .filter(image -> image.architecture().equals("arm64"))
                .findFirst()
                .orElseThrow();

        assertThat(boot(aws, o -> o.image(arm.id()))).contains("arm64").contains("x86_64");
    }

    @Test
    void saysThatTheFlavorIsTooSmall() throws IOException {
        openStack.putImage(new FakeOpenStack.Image("huge", "active", "public", 500, 0, 4096, List.of(), Map.of()));

        assertThat(boot(nova, o -> o.image("huge"))).contains("smaller than the minimum size");
    }

    @Test
    void saysThatThereIsNoSuchKeyPair() throws IOException {
        assertThat(boot(nova, o -> o.keyPair("nobodys"))).contains("nobodys");
        assertThat(boot(aws, o -> o.keyPair("nobodys"))).contains("nobodys");
    }

    @Test
    void saysThatThereIsNoSuchGroupOrNetwork() throws IOException {
        assertThat(boot(nova, o -> o.securityGroups("nobodys"))).contains("nobodys");
        assertThat(boot(nova, o -> o.networks("nowhere"))).contains("nowhere");
        assertThat(boot(aws, o -> o.securityGroups("nobodys"))).contains("nobodys");
        assertThat(boot(aws, o -> o.networks("nowhere"))).contains("nowhere");
    }

    @Test
    void tellsToNameANetworkWhereThereAreSeveral() throws IOException {
        openStack.putNetwork("other");

        assertThat(boot(nova)).contains("network");
    }

    @Test
    void saysThatTheQuotaIsUsedUp() throws IOException {
        openStack.setQuota(0);
        ec2.setMaxInstances(0);

        assertThat(boot(nova)).contains("Quota exceeded");
        assertThat(boot(aws)).containsIgnoringCase("limit");
    }

    @Test
    void refusesSystemPropertiesThatWouldGoBeforeTheConfiguration() throws IOException {
        for (var property : List.of("aws-ec2.identity", "jclouds.endpoint", "openstack-nova.credential")) {
            System.setProperty(property, "secret-password");
            try {
                assertThat(boot(property.startsWith("openstack") ? nova : aws)).contains(property);
            } finally {
                System.clearProperty(property);
            }
        }
    }

    @Test
    void namesAWrongRangeForSsh() throws IOException {
        assertThat(boot(nova.replace("default: {", "default: {ssh_from: everywhere, ")))
                .contains("default.ssh_from");
        assertThat(boot(aws.replace("default: {", "default: {ssh_from: 10.0.0.0/33, ")))
                .contains("10.0.0.0/33");
    }

    private String boot(String section) throws IOException {
        return boot(section, o -> {});
    }

    /** The sentence; that nothing came of it is asserted here. */
    private String boot(String section, Consumer<BootOptions> options) throws IOException {
        int before = openStack.servers().size() + ec2.instances().size();
        var begun = time.now();

        var thrown = open(section, mesh -> catchThrowable(() -> mesh.nodes().boot(1, options)));

        assertThat(thrown).isInstanceOf(CloudmeshException.class);
        assertThat(thrown.getMessage()).doesNotContain("\n").doesNotContain(SECRETS.toArray(String[]::new));
        assertThat(Duration.between(begun, time.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(openStack.servers().size() + ec2.instances().size()).isEqualTo(before);
        return String.valueOf(thrown.getMessage());
    }

    private interface Use<T> {
        T of(Mesh mesh);
    }

    private <T> T open(String section, Use<T> use) throws IOException {
        var config = Files.writeString(
                directory.resolve("cloudmesh.yaml"), "cloudmesh:\n  cloud:\n    mine:\n" + section.indent(6));
        try (var mesh = Mesh.open(o ->
                o.config(config).directory(directory).store(Store.inMemory()).time(time))) {
            return use.of(mesh);
        }
    }
}

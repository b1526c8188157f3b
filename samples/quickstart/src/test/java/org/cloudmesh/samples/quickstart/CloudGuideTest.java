package org.cloudmesh.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cloudmesh.Batch;
import org.cloudmesh.Cloud;
import org.cloudmesh.Flavor;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.testkit.ec2.Ec2Image;
import org.cloudmesh.testkit.ec2.Ec2Options;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.cloudmesh.testkit.openstack.FakeOpenStack;
import org.jclouds.compute.ComputeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the guide's pages on clouds show, as their readers would: with their files, and a fake for each cloud. */
class CloudGuideTest extends PageTest {

    private static final Path GUIDE = Path.of("../../guide");
    private static final Path OPENSTACK = GUIDE.resolve("openstack.md");
    private static final Path EC2 = GUIDE.resolve("ec2.md");

    @TempDir
    Path directory;

    private FakeOpenStack openStack;
    private FakeEc2 ec2;

    @BeforeEach
    void start() {
        openStack = FakeOpenStack.start();
        openStack.putImage(FakeOpenStack.Image.named("CC-Ubuntu22.04", Map.of("os_distro", "ubuntu")));
        ec2 = FakeEc2.start();
        ec2.putImage(
                "us-east-1",
                new Ec2Image(
                        "ami-0c02fb55956c7d316",
                        "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20240301",
                        "Canonical, Ubuntu, 22.04 LTS",
                        "x86_64",
                        "099720109477",
                        "",
                        "available",
                        "2024-03-01T00:00:00.000Z",
                        8));
    }

    @AfterEach
    void stop() {
        openStack.close();
        ec2.close();
    }

    @Test
    void everySnippetOfTheCloudsPagesIsTestedHereAndNoOther() throws IOException {
        assertTested(List.of(OPENSTACK, EC2), List.of());
    }

    @Test
    void bootsOnOpenStack() throws IOException {
        var standard = standard(openStackFile());
        try {
            // snippet: bootsOnOpenStack
            try (Mesh mesh = Mesh.open()) {
                Batch<Node> nodes = mesh.nodes().boot(2);
                nodes = mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
                nodes.forEach(node -> System.out.println(node.name() + ": ssh " + node.ssh()));
                mesh.nodes().await(mesh.nodes().destroy(nodes), NodeState.DESTROYED, Duration.ofMinutes(5));
            }
            // end
        } finally {
            forget(standard);
        }

        // The two addresses are given in no order.
        assertThat(printed.text().replaceAll("172\\.24\\.4\\.\\d+", "ADDRESS"))
                .isEqualToIgnoringWhitespace(
                        output(OPENSTACK, "bootsOnOpenStack").replaceAll("172\\.24\\.4\\.\\d+", "ADDRESS"));
        assertThat(openStack.servers()).isEmpty();
        assertThat(openStack.floatingIps()).isEmpty();
        assertThat(openStack.keyPairs()).isEmpty();
        assertThat(openStack.securityGroups())
                .extracting(FakeOpenStack.SecurityGroup::name)
                .containsExactly("default");
    }

    @Test
    void bootsOnAPrivateAddress() throws IOException {
        try (var mesh = open(openStackFile())) {
            // snippet: bootsOnAPrivateAddress
            mesh.nodes().boot(1, o -> o.name("db").networks("private").privateAddress());
            // end
            var db = mesh.nodes()
                    .await(mesh.nodes().select("db"), NodeState.RUNNING, Duration.ofMinutes(1))
                    .get(0);

            assertThat(Objects.requireNonNull(db.ssh()).host()).startsWith("10.");
            assertThat(openStack.floatingIps()).isEmpty();
        }
    }

    @Test
    void findsImagesAndFlavorsOfOpenStack() throws IOException {
        openStack.putImage(FakeOpenStack.Image.named("Galaxy", Map.of("os_distro", "ubuntu", "os_version", "22.04")));
        try (var mesh = open(openStackFile())) {
            // snippet: findsImagesAndFlavorsOfOpenStack
            Cloud cloud = mesh.cloud("chameleon");
            cloud.images().refresh();
            cloud.images().search("ubuntu 22.04").forEach(image -> System.out.println(image.name()));
            Optional<Flavor> small = cloud.flavors().findCheapest(f -> f.vcpus() >= 1 && f.memoryMib() >= 2048);
            // end

            assertThat(printed.text().lines()).contains("CC-Ubuntu22.04", "ubuntu-22.04", "Galaxy");
            assertThat(small).map(Flavor::name).contains("m1.small");
        }
    }

    @Test
    void handsOutTheHandleOfOpenStack() throws IOException {
        openStack.putServer("somebody-elses", Map.of());
        try (var mesh = open(openStackFile())) {
            // snippet: handsOutTheHandleOfOpenStack
            ComputeService compute = mesh.cloud("chameleon").unwrap(ComputeService.class);
            System.out.println(compute.listNodes().size());
            // end
        }

        assertThat(printed.text()).isEqualToIgnoringWhitespace("1");
    }

    @Test
    void bootsOnEc2() throws IOException {
        var standard = standard(ec2File());
        try {
            // snippet: bootsOnEc2
            try (Mesh mesh = Mesh.open()) {
                Batch<Node> nodes = mesh.nodes().boot(2);
                nodes = mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
                nodes.forEach(node -> System.out.println(node.name() + " " + node.state() + " " + node.flavor()));
                mesh.nodes().await(mesh.nodes().destroy(nodes), NodeState.DESTROYED, Duration.ofMinutes(5));
            }
            // end
        } finally {
            forget(standard);
        }

        assertThat(printed.text()).isEqualToIgnoringWhitespace(output(EC2, "bootsOnEc2"));
        assertThat(ec2.instances()).noneMatch(instance -> instance.isAlive());
        assertThat(ec2.keyPairs()).isEmpty();
        assertThat(ec2.securityGroups()).noneMatch(group -> group.name().startsWith("cloudmesh"));
    }

    @Test
    void bootsAsManyAsThereAre() throws IOException {
        ec2.setMaxInstances(2);
        try (var mesh = open(ec2File())) {
            // snippet: bootsAsManyAsThereAre
            mesh.nodes().boot(3, o -> o.name("web[1-3]").atLeast(1).userData("#!/bin/sh\ntouch /booted\n"));
            // end
        }
    }

    @Test
    void findsImagesAndFlavorsOfEc2() throws IOException {
        try (var mesh = open(ec2File())) {
            // snippet: findsImagesAndFlavorsOfEc2
            Cloud cloud = mesh.cloud("aws");
            cloud.images().refresh();
            cloud.images().search("jammy arm64").forEach(image -> System.out.println(image.name()));
            Optional<Flavor> cheapest = cloud.flavors().findCheapest(f -> f.vcpus() >= 2);
            // end

            assertThat(printed.text()).contains("jammy");
            assertThat(cheapest).isPresent();
        }
    }

    @Test
    void handsOutTheHandleOfEc2() throws IOException {
        ec2.putInstance("us-east-1", Map.of());
        try (var mesh = open(ec2File())) {
            // snippet: handsOutTheHandleOfEc2
            ComputeService compute = mesh.cloud("aws").unwrap(ComputeService.class);
            System.out.println(compute.listNodes().size());
            // end
        }

        assertThat(printed.text()).isEqualToIgnoringWhitespace("1");
    }

    /** The page's own, but for where the cloud is and the password. */
    private String openStackFile() throws IOException {
        return Snippets.blocks(OPENSTACK, "yaml")
                .get(0)
                .replaceAll("https://kvm\\S+", openStack.endpoint().toString())
                .replace("\"{env.CHAMELEON_PASSWORD}\"", "secret")
                .replace("username: ann", "username: demo");
    }

    private String ec2File() throws IOException {
        return Snippets.blocks(EC2, "yaml").get(0).replace("\"{env.AWS_SECRET}\"", Ec2Options.SECRET_KEY)
                + "\n      endpoint: " + ec2.endpoint() + "\n";
    }

    private Mesh open(String file) throws IOException {
        var config = Files.writeString(directory.resolve("cloudmesh.yaml"), file);
        return Mesh.open(o -> o.config(config).directory(directory));
    }

    private static Path standard(String file) throws IOException {
        var home = Path.of(System.getenv("CLOUDMESH_CONFIG_DIR"));
        Files.createDirectories(home);
        return Files.writeString(home.resolve("cloudmesh.yaml"), file);
    }

    /** With the names and nodes of these programs, which other tests count. */
    private static void forget(Path standard) throws IOException {
        Files.delete(standard);
        Files.deleteIfExists(standard.resolveSibling("cloudmesh.db"));
    }
}

package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cloudmesh.Cloud;
import org.cloudmesh.ConsoleProgress;
import org.cloudmesh.Defaults;
import org.cloudmesh.Flavor;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Ping;
import org.cloudmesh.Table;
import org.cloudmesh.spi.FlavorBuilder;
import org.cloudmesh.spi.ImageBuilder;
import org.cloudmesh.spi.LocationBuilder;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the original printed, to the byte; the letters are the rows of its requirements. */
class OriginalTest extends EngineTest {

    /** So that ids are given in the order of the names. */
    @BeforeEach
    void bootAllInOneRequest() {
        cloud.maxBatch(100);
    }

    @ParameterizedTest
    @CsvSource({
        "'test01_cloudmesh01', a2-status-found.txt",
        "'test01_cloudmesh[00-01]', a2-status-found-both.txt",
        "'test01_cloudmesh00,test_name', a2-status-not-found.txt",
        "all, a2-status-all.txt"
    })
    void tellsTheStatusOfNames(String names, String golden) {
        mesh.nodes().boot(2, o -> o.name("test01_cloudmesh"));
        mesh.nodes().stop("test01_cloudmesh01");

        Golden.assertSame(mesh.nodes().status(names), golden);
    }

    @Test
    void listsTheNamesWhenNoneIsAskedFor() {
        mesh.nodes().boot(2, o -> o.name("test01_cloudmesh"));

        Golden.assertSame(mesh.nodes().status(), "a2-status.txt");
    }

    @Test
    void tellsTheStatusOfAnEmptyCloud() {
        assertThat(mesh.nodes().status()).hasToString("Currently, there are 0 nodes");
        assertThat(mesh.nodes().status("all")).hasToString("Currently, there are 0 nodes");
        assertThat(mesh.nodes().status("nix")).hasToString("nix : not found\nCurrently, there are 0 nodes");
    }

    @Test
    void takesAllForANameWhereThereIsSuchAMachine() {
        mesh.nodes().boot(1, o -> o.name("all"));
        mesh.nodes().boot(1, o -> o.name("web1"));

        assertThat(mesh.nodes().status("all")).hasSize(1);
    }

    @Test
    void showsTheDefaults() {
        var defaults = new Defaults(
                "test01_cloudmesh",
                "aws",
                "us-east-2",
                "ami-0c929bde1796e1484",
                "t2.micro",
                null,
                null,
                null,
                null,
                false);

        Golden.assertSame(Table.defaults(defaults), "a3-default.txt");
        assertThat(defaults)
                .hasToString(
                        "name test01_cloudmesh, cloud aws, location us-east-2, image ami-0c929bde1796e1484, flavor t2.micro, refresh off");
    }

    @Test
    void tellsInADryRunWhatWouldBeBooted() {
        var dry = mesh.dryRun();

        dry.nodes().boot(2, o -> o.name("test01_cloudmesh"));

        var lines = dry.plan().stream().map(Object::toString).toList();
        Golden.assertSame(String.join("\n", lines), "a7-boot-dry-run.txt");
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void tellsWhatWasNotStopped() {
        mesh.nodes().boot(1, o -> o.name("test02_cloudmesh00"));

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().stop("test02_cloudmesh00,test_name"));

        Golden.assertSame(e.batch(), "a8-stop-not-found.txt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mesh.nodes().stop(""))
                .withMessage("\"\" is no list of names: it has no name in it; a list looks like web[01-05,18],db");
    }

    @Test
    void tellsWhatWasNotRestarted() {
        var gone = mesh.nodes().destroy(mesh.nodes().boot(1, o -> o.name("test03_cloudmesh")));

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().start(gone));

        Golden.assertSame(e.batch().failures().get(0), "a9-start-terminated.txt");
    }

    @Test
    void tellsThatTheDefaultCloudIsAnother() throws IOException {
        var console = new StringBuilder();
        var file = Files.writeString(
                directory.resolve("cloudmesh.yaml"),
                "cloudmesh:\n  cloud:\n    chameleon:\n      cm: {kind: openstack}\n");
        try (var program = open(o -> o.cloud("chameleon", new SimCloud()).onEvent(new ConsoleProgress(console, 0)))) {

            program.use("chameleon");
        }

        assertThat(file).content().contains("cloud: chameleon");

        assertThat(console.toString().replace(System.lineSeparator(), "\n")).isEqualTo("""
                        Setting env parameter cloud to: chameleon
                        Writing updata to cloudmesh.yaml
                        Config has been updated.
                        """);
    }

    @Test
    void tellsTheLifeOfAMachine() {
        var console = new StringBuilder();
        cloud.bootTime(Duration.ofMinutes(2));
        try (var program = open(o -> o.user("yuluo").onEvent(new ConsoleProgress(console, 0)))) {
            live(program, console);
        }

        Golden.assertSame(
                console.toString().replace(System.lineSeparator(), "\n").strip(), "b12-life.txt");
    }

    private static void live(Mesh mesh, StringBuilder console) {
        var nodes = mesh.nodes().boot();
        console.append(new Ping("52.39.13.229", 1, 0)).append('\n');
        mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
        nodes = mesh.nodes().stop("base-cloudmesh-yuluo-1");
        mesh.nodes().await(nodes, NodeState.STOPPED, Duration.ofMinutes(5));
        console.append(mesh.nodes().status("base-cloudmesh-yuluo-1").get(0).word())
                .append('\n');
        console.append(mesh.nodes().destroy("base-cloudmesh-yuluo-1").word());
    }

    @Test
    void showsANodeInOneLine() {
        var node = node("9b46e75095f586471e2cfe8ebc6b1021ead0e86b", "a-b-luoyu-0", NodeState.STOPPED)
                .privateAddresses(List.of("172.31.28.147"))
                .build();
        var gone = node("da309c8acbbc7bc1f21295600323d073afffb04a", "base-cloudmesh-yuluo-1", NodeState.DESTROYED);
        var running = node("cb62a083081350da9e6f229aace4b697358a987b", "base-cloudmesh-yuluo-4", NodeState.RUNNING)
                .publicAddresses(List.of("54.191.109.54"))
                .privateAddresses(List.of("172.31.41.197"));

        var lines = List.of(node.repr(), gone.build().repr(), running.build().repr());

        Golden.assertSame(String.join("\n", lines), "b12-list.txt");
    }

    @Test
    void listsNodesWithTheirAddresses() {
        var pending = node("8f3eca1839b3fa8ed3c56f97b637f96af39c886b", "test1", NodeState.PENDING)
                .privateAddresses(List.of("172.31.7.176"))
                .build();

        Golden.assertSame(Table.nodeAddresses(List.of(pending)), "c6-node.txt");
    }

    private static NodeBuilder node(String id, String name, NodeState state) {
        return new NodeBuilder(new NodeId("aws", id), name, state, Instant.EPOCH).raw("{\"provider\": \"Amazon EC2\"}");
    }

    @Test
    void listsFlavors() {
        var flavors = List.of(
                flavor("t1.micro", "Micro Instance", 627, 15, "0.025"),
                flavor("m1.small", "Small Instance", 1740, 160, "0.047"),
                flavor("m1.medium", "Medium Instance", 3840, 410, "0.095"),
                flavor("m1.large", "Large Instance", 7680, 840, "0.19"));

        Golden.assertSame(Table.flavors(flavors), "c6-flavor.txt");
    }

    private static Flavor flavor(String id, String name, int memoryMib, int diskGib, String price) {
        return new FlavorBuilder("aws", id, name)
                .memoryMib(memoryMib)
                .diskGib(diskGib)
                .pricePerHour(new BigDecimal(price))
                .build();
    }

    @Test
    void listsImages() {
        var images = List.of(
                new ImageBuilder("aws", "aki-02b79b47", "pv-grub-hd00_1.03-i386")
                        .raw("{\"driver\": \"Amazon EC2\"}")
                        .build(),
                new ImageBuilder(
                                "aws", "ami-0183d861", "ubuntu-kernels/ubuntu-lucid-amd64-linux-image-2.6.32-308-ec2-v")
                        .build());

        Golden.assertSame(Table.images(images), "c6-image.txt");
    }

    @Test
    void listsLocations() {
        var zone = new LocationBuilder("aws", "0", "us-west-1a")
                .region("us-west-1")
                .raw("{\"zoneState\": \"available\", \"country\": \"USA\", \"provider\": \"Amazon EC2\"}")
                .build();
        var region = new LocationBuilder("chameleon", "CHI@TACC", "CHI@TACC").build();

        Golden.assertSame(Table.locations(List.of(zone, region)), "c6-location.txt");
    }

    @Test
    void listsTheClouds() {
        var active = Set.of("alamo", "india", "sierra");
        var names = List.of(
                "alamo",
                "aws",
                "azure",
                "dreamhost",
                "hp",
                "hp_east",
                "india",
                "india_eucalyptus",
                "sierra",
                "sierra_eucalyptus");
        try (var program = Mesh.open(o -> {
            o.store(store).time(time).directory(directory);
            names.forEach(name -> o.cloud(name, new SimCloud()));
        })) {
            program.clouds().stream()
                    .filter(cloud -> !active.contains(cloud.name()))
                    .forEach(Cloud::deactivate);

            Golden.assertSame(Table.clouds(program.clouds()), "e2-cloud-list.txt");
        }
    }

    @Test
    void showsNodesForPeople() {
        var nodes = new ArrayList<Node>(mesh.nodes().boot(2, o -> o.name("web[1-2]")));
        nodes.addAll(mesh.nodes().stop("web2"));

        Golden.assertSame(Table.nodes(nodes.subList(0, 1)), "nodes.txt");
        assertThat(Table.nodes(nodes).toString()).contains("STOPPED");
    }
}

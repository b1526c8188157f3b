package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmesh.Cloud;
import org.cloudmesh.ConfigException;
import org.cloudmesh.ConsoleProgress;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Node;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Table;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mesh on a configuration. */
class ConfiguredMeshTest {

    private static final String FILE = """
            cloudmesh:
              profile:
                user: gregor
              default:
                cloud: second
                group: class
                experiment: exp
              cloud:
                first:
                  cm: {active: true, kind: sim}
                second:
                  cm: {active: true, kind: sim}
                  default: {image: sim-image, size: sim-small}
                asleep:
                  cm: {active: false, kind: sim}
                broken:
                  cm: {active: true, kind: opensatck}
                foreign:
                  cm: {active: true, kind: martian}
            """;

    @TempDir
    Path directory;

    private final Store store = Store.inMemory();

    private Mesh open(Consumer<MeshOptions> more) {
        return Mesh.open(o -> {
            o.directory(directory)
                    .store(new KeptStore(store))
                    .shell(new SimShell())
                    .time(new VirtualTime());
            more.accept(o);
        });
    }

    private Mesh open(String yaml) throws IOException {
        Files.writeString(directory.resolve("cloudmesh.yaml"), yaml);
        return open(o -> {});
    }

    /** REQUIREMENTS C1, as it stands there. */
    @Test
    void bootsOnOneCloudAndThenOnAnotherInFourLines() {
        try (var mesh = open(o -> o.cloud("aws", new SimCloud()).cloud("openstack", new SimCloud()))) {
            mesh.use("aws");
            mesh.nodes().boot();
            mesh.use("openstack");
            mesh.nodes().boot();

            assertThat(mesh.nodes().list()).extracting(Node::cloud).containsExactly("aws", "openstack");
        }
    }

    @Test
    void worksOnTheCloudsOfTheFileInItsDirectory() throws IOException {
        try (var mesh = open(FILE)) {
            var node = mesh.nodes().boot().get(0);

            assertThat(mesh.clouds())
                    .extracting(Cloud::name)
                    .containsExactly("first", "second", "asleep", "broken", "foreign");
            assertThat(node.cloud()).isEqualTo("second");
            assertThat(node.name()).isEqualTo("exp-class-gregor-1");
            assertThat(mesh.cloud("asleep").isActive()).isFalse();
            assertThat(mesh.defaults().toString())
                    .isEqualTo(
                            "cloud second, image sim-image, flavor sim-small, user gregor, group class, experiment exp, refresh off");
            assertThat(Table.defaults(mesh.defaults()).toString()).contains("| Image    | sim-image |");
        }
    }

    @Test
    void letsAFaultyCloudHarmNoneButWhoUsesIt() throws IOException {
        try (var mesh = open(FILE)) {
            assertThatThrownBy(() -> mesh.cloud("broken").nodes().boot())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("cloudmesh.yaml:")
                    .hasMessageContaining("nearest: openstack");
            assertThatThrownBy(() -> mesh.cloud("foreign").nodes().boot())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("kind martian")
                    .hasMessageContaining("drivers for local, sim");
            assertThat(mesh.cloud("first").nodes().boot()).hasSize(1);
        }
    }

    @Test
    void remembersTheDefaultCloudTheActiveOnesAndWhetherItRefreshes() throws IOException {
        try (var mesh = open(FILE)) {
            mesh.cloud("asleep").activate();
            mesh.use("asleep");
            mesh.cloud("second").deactivate();
            mesh.refresh(true);
        }

        try (var mesh = open(o -> {})) {
            assertThat(mesh.cloud().name()).isEqualTo("asleep");
            assertThat(mesh.cloud("second").isActive()).isFalse();
            assertThat(mesh.defaults().refresh()).isTrue();
        }
        try (var mesh = open(o -> o.refresh(false))) {
            assertThat(mesh.defaults().refresh()).isFalse();
        }
    }

    @Test
    void obeysWhoeverSaidLastWhetherToRefresh() throws IOException {
        try (var mesh = open(FILE);
                var other = open(o -> {})) {
            mesh.refresh(true);
            other.refresh(false);

            assertThat(mesh.defaults().refresh()).isFalse();
        }
    }

    /** REQUIREMENTS B5. */
    @Test
    void writesTheDefaultCloudIntoTheFileAndObeysWhoEditsItLater() throws IOException {
        var printed = new StringBuilder();
        var file = directory.resolve("cloudmesh.yaml");
        Files.writeString(file, FILE);
        try (var mesh = open(o -> o.onEvent(new ConsoleProgress(printed, 0)));
                var other = open(o -> {})) {
            mesh.use("first");

            assertThat(other.cloud().name()).isEqualTo("first");
        }
        assertThat(file).hasContent(FILE.replace("cloud: second", "cloud: first"));
        assertThat(printed.toString().lines())
                .containsExactly(
                        "Setting env parameter cloud to: first",
                        "Writing updata to cloudmesh.yaml",
                        "Config has been updated.");

        Files.writeString(file, FILE.replace("cloud: second", "cloud: foreign"));
        try (var mesh = open(o -> {})) {
            assertThat(mesh.cloud().name()).isEqualTo("foreign");
        }
    }

    @Test
    void obeysTheCallerBeforeTheFile() throws IOException {
        Files.writeString(directory.resolve("cloudmesh.yaml"), FILE);
        try (var mesh = open(o -> o.cloud("second", new SimCloud(), c -> c.flavor("sim-large"))
                .user("ann")
                .name("web"))) {
            var node = mesh.nodes().boot().get(0);

            assertThat(mesh.clouds()).extracting(Cloud::name).containsExactly("second");
            assertThat(node.name()).isEqualTo("web");
            assertThat(mesh.defaults().user()).isEqualTo("ann");
            assertThat(mesh.defaults().flavor()).isEqualTo("sim-large");
            assertThat(mesh.defaults().image()).isEqualTo("sim-image");
        }
    }

    @Test
    void takesFilesOverFiles() throws IOException {
        var own =
                Files.writeString(directory.resolve("own.yaml"), "cloudmesh: {default: {cloud: first, group: TBD}}\n");
        var ofTheClass = Files.writeString(directory.resolve("class.yaml"), FILE);

        try (var mesh = open(o -> o.config(own, ofTheClass))) {
            mesh.config().set("default.experiment", "mine");

            assertThat(mesh.cloud().name()).isEqualTo("first");
            assertThat(mesh.defaults().group()).isEqualTo("class");
            assertThat(Files.readString(own))
                    .isEqualTo("cloudmesh: {default: {cloud: first, group: TBD, experiment: mine}}\n");
            assertThat(Files.readString(ofTheClass)).isEqualTo(FILE);
        }
    }

    @Test
    void needsNoFile() {
        try (var mesh = open(o -> o.cloud(new SimCloud()))) {
            mesh.config().set("default.group", "class");

            assertThat(mesh.nodes().boot()).hasSize(1);
            assertThat(directory.resolve("cloudmesh.yaml")).content().contains("group: class");
        }
    }

    @Test
    void tellsOfAFileThatIsNotThere() {
        assertThatThrownBy(() -> open(o -> o.config(directory.resolve("nosuch.yaml"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nosuch.yaml");
    }

    @Test
    void tellsOfADefaultCloudThatIsNotThere() throws IOException {
        try (var mesh = open(FILE.replace("cloud: second", "cloud: secnd"))) {
            assertThatThrownBy(() -> mesh.nodes().boot())
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("secnd")
                    .hasMessageContaining("second");
        }
    }

    @Test
    void writesNothingInADryRun() throws IOException {
        try (var mesh = open(FILE)) {
            var dry = mesh.dryRun();

            dry.config().at("default").set("group", "other");
            dry.config().remove("cloud.first");
            dry.refresh(true);
            dry.use("first");

            assertThat(directory.resolve("cloudmesh.yaml")).hasContent(FILE);
            assertThat(mesh.defaults().refresh()).isFalse();
            assertThat(dry.plan())
                    .extracting(Object::toString)
                    .first()
                    .asString()
                    .startsWith("set default.group in ");
            assertThat(dry.plan()).hasSize(3);
            assertThat(mesh.cloud().name()).isEqualTo("second");
        }
    }

    @Test
    void connectsToNoneOfFiftyCloudsWhenItIsOpened() {
        var connected = new AtomicInteger();

        try (var mesh = open(o -> IntStream.range(0, 50).forEach(i -> o.cloud("cloud" + i, counting(connected))))) {
            assertThat(mesh.clouds()).hasSize(50);
            assertThat(mesh.nodes().list()).isEmpty();
        }

        assertThat(connected).hasValue(0);
    }

    private static CloudProvider counting(AtomicInteger connected) {
        var cloud = new SimCloud();
        return new CloudProvider() {

            @Override
            public String kind() {
                return "sim";
            }

            @Override
            public CloudDriver connect(CloudContext context) {
                connected.incrementAndGet();
                return cloud.connect(context);
            }
        };
    }

    @Test
    void givesADriverWhatTheFileSaysOfItsCloud() throws IOException {
        var seen = new AtomicReference<CloudContext>();
        var cloud = new SimCloud();
        CloudProvider telling = new CloudProvider() {

            @Override
            public String kind() {
                return "sim";
            }

            @Override
            public CloudDriver connect(CloudContext context) {
                seen.set(context);
                return cloud.connect(context);
            }
        };
        Files.writeString(directory.resolve("cloudmesh.yaml"), """
                cloudmesh:
                  cloud:
                    aws:
                      cm: {kind: aws, host: "amazon.com"}
                      default: {size: sim-small, username: ec2-user}
                      credentials: {EC2_ACCESS_ID: id, EC2_SECRET_KEY: canary-of-a-secret, region: us-east-2}
                """);

        try (var mesh = open(o -> o.cloud("aws", telling))) {
            mesh.cloud("aws").features();
            var config = seen.get().config();

            assertThat(config.get("cm.host")).isEqualTo("amazon.com");
            assertThat(config.get("default.username")).isEqualTo("ec2-user");
            assertThat(config.credentials(CredentialScheme.AWS).toString())
                    .contains("cloudmesh.yaml")
                    .doesNotContain("canary-of-a-secret");
            assertThat(seen.get().toString()).doesNotContain("canary-of-a-secret");
            assertThat(mesh.toString()).doesNotContain("canary-of-a-secret");
        }
    }

    @Test
    void readsFiftyCloudsFromAFile() throws IOException {
        var clouds = IntStream.range(0, 50)
                .mapToObj(i -> "    cloud%d:\n      cm: {kind: sim, active: true}\n".formatted(i))
                .collect(Collectors.joining());

        try (var mesh = open("cloudmesh:\n  cloud:\n" + clouds)) {
            assertThat(mesh.clouds()).hasSize(50);
            assertThat(mesh.cloud().name()).isEqualTo("cloud0");
        }
    }
}

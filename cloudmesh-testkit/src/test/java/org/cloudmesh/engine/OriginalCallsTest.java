package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.cloudmesh.Cloud;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What programs asked of the original, as they would ask it here: {@code mesh("mongo")}, {@code load().username()},
 * {@code activate(user)}, {@code image('india','futuregrid/ubuntu-14.04')}, and the switch {@code refresh on|off}.
 */
class OriginalCallsTest extends EngineTest {

    private static final String UBUNTU = "futuregrid/ubuntu-14.04";

    private static final String FILE = """
            cloudmesh:
              profile: {username: albert}
              active: [india]
              clouds:
                india: {cm_type: openstack, default: {image: futuregrid/ubuntu-14.04}}
                sierra: {cm_type: openstack, default: {image: futuregrid/ubuntu-12.04}}
            """;

    private final SimCloud sierra = new SimCloud();

    /** The mesh of {@link #FILE}, on a store passed by name. */
    private Mesh original() throws IOException {
        var file = Files.writeString(directory.resolve("original.yaml"), FILE);
        return Mesh.open(o -> o.store(store)
                .config(file)
                .cloud("india", cloud.image(UBUNTU))
                .cloud("sierra", sierra)
                .shell(shell)
                .time(time)
                .directory(directory));
    }

    @Test
    void knowsTheUserOfTheConfiguration() throws IOException {
        try (var program = original()) {
            assertThat(program.defaults().user()).isEqualTo("albert");
            assertThat(program.config().get("profile.username")).isEqualTo("albert");
        }
    }

    @Test
    void activatesTheCloudsOfAUser() throws IOException {
        try (var program = original()) {
            assertThat(program.clouds())
                    .filteredOn(Cloud::isActive)
                    .extracting(Cloud::name)
                    .containsExactly("india");

            program.clouds().forEach(Cloud::activate);
        }

        try (var next = original()) {
            assertThat(next.clouds()).allMatch(Cloud::isActive);
        }
    }

    @Test
    void findsAnImageOfACloudByName() throws IOException {
        try (var program = original()) {
            var image = program.cloud("india").images().get(UBUNTU);

            assertThat(image.name()).isEqualTo(UBUNTU);
            assertThat(image.cloud()).isEqualTo("india");
            assertThat(program.cloud("sierra").images().find(UBUNTU)).isEmpty();
        }
    }

    @Test
    void findsItInTheStoreOnceTheImagesWereRefreshed() throws IOException {
        try (var program = original()) {
            program.cloud("india").images().refresh();
            int before = cloud.calls().size();

            var image = program.cloud("india").images().get(UBUNTU);

            assertThat(image.id()).isEqualTo("sim-image-000002");
            assertThat(program.cloud("india").images().search("ubuntu 14.04")).containsExactly(image);
            assertThat(cloud.calls()).hasSize(before);
        }
    }

    @Test
    void bootsTheImageOfTheConfiguration() throws IOException {
        try (var program = original()) {
            var nodes = program.nodes().boot();

            assertThat(nodes).extracting(Node::cloud).containsExactly("india");
            assertThat(nodes).extracting(Node::image).containsExactly("sim-image-000002");
        }
    }

    @Test
    void asksNothingWhileRefreshIsOff() {
        mesh.refresh(false);

        mesh.nodes().list();
        mesh.nodes().status();
        mesh.nodes().find("web1");
        mesh.cloud().images().list();
        mesh.cloud().flavors().list();
        mesh.cloud().locations().list();

        assertThat(cloud.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fetchesAndStoresWhenARefreshIsAskedForWhateverTheSwitch(boolean on) {
        mesh.refresh(on);
        cloud.add("foreign");

        var seen = mesh.nodes().refresh();
        long images = mesh.cloud().images().refresh();
        long flavors = mesh.cloud().flavors().refresh();
        long locations = mesh.cloud().locations().refresh();
        int asked = cloud.calls().size();
        mesh.refresh(false);

        assertThat(asked).isEqualTo(4);
        assertThat(mesh.nodes().list()).isEqualTo(seen).extracting(Node::name).containsExactly("foreign");
        assertThat(mesh.cloud().images().list()).hasSize((int) images).isNotEmpty();
        assertThat(mesh.cloud().flavors().list()).hasSize((int) flavors).isNotEmpty();
        assertThat(mesh.cloud().locations().list()).hasSize((int) locations).isNotEmpty();
        assertThat(cloud.calls()).hasSize(asked);
    }

    @Test
    void asksAtEveryListWhileRefreshIsOn() {
        mesh.refresh(true);
        cloud.add("foreign");

        var nodes = mesh.nodes().list();
        var images = mesh.cloud().images().list();

        assertThat(nodes).extracting(Node::name).containsExactly("foreign");
        assertThat(images).isNotEmpty();
        assertThat(cloud.calls()).hasSize(2);
    }

    @Test
    void remembersTheSwitchForTheNextProgram() {
        mesh.refresh(true);

        try (var next = open(o -> {});
                var told = open(o -> o.refresh(false))) {
            assertThat(next.defaults().refresh()).isTrue();
            assertThat(told.defaults().refresh()).isFalse();
        }
    }
}

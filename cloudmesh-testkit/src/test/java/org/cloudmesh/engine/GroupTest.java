package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.cloudmesh.Group;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshException;
import org.cloudmesh.spi.Query;
import org.junit.jupiter.api.Test;

/** Groups of machines, and how to log in to one. */
class GroupTest extends EngineTest {

    /** REQUIREMENTS B7; {@code cm} is ours and comes last. */
    @Test
    void recordsAGroupAsTheOriginalDid() {
        var nodes = mesh.nodes().boot(2, o -> o.name("web[1-2]"));

        var document = store.find(Query.of("group")).get(0);

        assertThat(document.json())
                .isEqualTo("{\"cloud\":\"sim\",\"name\":\"cloudmesh\",\"size\":2,\"vms\":[\"web1\",\"web2\"],"
                        + "\"cm\":{\"nodes\":[\"%s\",\"%s\"]}}"
                                .formatted(nodes.get(0).id(), nodes.get(1).id()));
        assertThat(mesh.groups()).extracting(Group::toString).containsExactly("cloudmesh on sim: web1, web2");
    }

    @Test
    void followsWhatIsBootedAndDestroyedByAllPrograms() {
        mesh.nodes().boot(2, o -> o.name("web[1-2]"));
        try (var other = open(o -> o.group("class"))) {
            other.nodes().boot(1, o -> o.name("db"));
            other.nodes().destroy("web1");

            assertThat(mesh.groups())
                    .extracting(Group::toString)
                    .containsExactly("class on sim: db", "cloudmesh on sim: web2");
        }
        mesh.nodes().destroy("web2,db");

        assertThat(mesh.groups()).isEmpty();
    }

    @Test
    void isLeftAloneByADryRun() {
        mesh.nodes().boot(1, o -> o.name("web"));
        var dry = mesh.dryRun();

        dry.nodes().boot(1, o -> o.name("db"));

        assertThat(dry.groups().get(0).names()).containsExactly("web", "db");
        assertThat(mesh.groups().get(0).names()).containsExactly("web");
    }

    @Test
    void tellsHowToLogIn() {
        var node = mesh.nodes()
                .await(mesh.nodes().boot(1), NodeState.RUNNING, Duration.ofMinutes(5))
                .get(0);
        var address = node.ssh();

        assertThat(address).isNotNull();
        assertThat(mesh.nodes().sshCommand(node))
                .startsWith("ssh -i " + directory.resolve("id_ed25519"))
                .endsWith(address.user() + "@" + address.host());
        mesh.nodes().stop(node);
        assertThatThrownBy(() -> mesh.nodes().sshCommand(node)).isInstanceOf(SshException.class);
    }
}

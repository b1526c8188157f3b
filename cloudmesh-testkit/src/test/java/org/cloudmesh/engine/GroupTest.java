package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmesh.Group;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.junit.jupiter.api.Test;

class GroupTest extends EngineTest {

    /** REQUIREMENTS B7; {@code cm} is ours and comes last. */
    @Test
    void recordsAGroupAsTheOriginalDid() {
        var nodes = mesh.nodes().boot(2, o -> o.name("web[1-2]"));

        assertThat(documents())
                .containsExactly("{\"cloud\":\"sim\",\"name\":\"cloudmesh\",\"size\":2,\"vms\":[\"web1\",\"web2\"],"
                        + "\"cm\":{\"nodes\":[\"%s\",\"%s\"]}}"
                                .formatted(nodes.get(0).id(), nodes.get(1).id()));
        assertThat(groups()).containsExactly("cloudmesh on sim: web1, web2");
    }

    @Test
    void followsWhatIsBootedAndDestroyedByAllPrograms() {
        mesh.nodes().boot(2, o -> o.name("web[1-2]"));
        try (var other = open(o -> o.group("class"))) {
            other.nodes().boot(1, o -> o.name("db"));
            other.nodes().destroy("web1");

            assertThat(groups()).containsExactly("class on sim: db", "cloudmesh on sim: web2");
            assertThat(documents()).hasSize(2).anyMatch(json -> json.contains("\"size\":1,\"vms\":[\"web2\"]"));
        }
        mesh.nodes().destroy("web2,db");

        assertThat(groups()).isEmpty();
        assertThat(documents()).isEmpty();
    }

    @Test
    void isDestroyedInOneGo() {
        mesh.nodes().boot(3, o -> o.name("web[1-3]"));

        mesh.nodes().destroy(mesh.groups().get(0).nodes());

        assertThat(mesh.nodes().list()).isEmpty();
    }

    @Test
    void isKnownAgainFromTheMachinesWhenTheStoreIsLost() {
        mesh.nodes().boot(2, o -> o.name("web[1-2]"));
        store.delete("group", keys("group"));
        store.delete("cloud", keys("cloud"));

        mesh.nodes().refresh();

        assertThat(groups()).containsExactly("cloudmesh on sim: web1, web2");
        assertThat(documents()).singleElement().asString().contains("\"size\":2,\"vms\":[", "\"web1\"", "\"web2\"");
    }

    @Test
    void isWholeAgainOnceItsMachinesAreSeenToChange() {
        var nodes = mesh.nodes().boot(2, o -> o.name("web[1-2]"));
        store.delete("group", keys("group"));

        mesh.nodes().stop(nodes);

        assertThat(documents()).singleElement().asString().contains("\"size\":2,\"vms\":[", "\"web1\"", "\"web2\"");
    }

    @Test
    void isLeftAloneByADryRun() {
        mesh.nodes().boot(1, o -> o.name("web"));
        var dry = mesh.dryRun();

        dry.nodes().boot(1, o -> o.name("db"));

        assertThat(dry.groups().get(0).nodes()).extracting(Node::name).containsExactlyInAnyOrder("web", "db");
        assertThat(groups()).containsExactly("cloudmesh on sim: web");
    }

    private List<String> groups() {
        return mesh.groups().stream().map(Group::toString).toList();
    }

    private List<String> documents() {
        return store.find(Query.of("group")).stream().map(Document::json).toList();
    }

    private List<String> keys(String kind) {
        return store.find(Query.of(kind)).stream().map(Document::key).toList();
    }
}

package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cloudmesh.Documents;
import org.cloudmesh.Documents.Entry;
import org.cloudmesh.JobState;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Script;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.Test;

/** The original's calls on its collections: insert, find, update and delete by any field. */
class DocumentsTest extends EngineTest {

    @Test
    void findsWhatTheMeshWroteByAnyField() {
        shell.answer((host, task) -> new SimShell.Answer("/home/ubuntu\n", "", 0));
        var nodes = mesh.nodes().boot(2);
        var job = mesh.jobs().run(Script.of("pwd"), nodes);
        job.await();
        var documents = mesh.documents();

        assertThat(documents.find("job", "status", "done")).hasSize(2);
        assertThat(documents.find("job", "output", "/home/ubuntu\n")).hasSize(2);
        assertThat(documents.find("job", "name", nodes.get(0).name()))
                .singleElement()
                .satisfies(each -> assertThat(each.id()).startsWith(job.id()));
        assertThat(documents.findOne("group", "vms", nodes.get(1).name())).isPresent();
        assertThat(documents.findOne("cloud", "cm.name", nodes.get(0).name()))
                .map(Entry::id)
                .contains(nodes.get(0).id().toString());
        assertThat(documents.find("status", "_id", nodes.get(1).id().toString()))
                .hasSize(1);
        assertThat(documents.find("status", "history", job.id() + "-0002")).hasSize(1);
        assertThat(documents.findOne("job", "status", "nonsense")).isEmpty();
    }

    @Test
    void insertsAndUpdatesAndDeletesByAnyField() {
        var documents = mesh.documents();

        var first = documents.insert(
                "job", "{\"_id\":\"j1\",\"name\":\"web\",\"status\":\"done\",\"cm\":{\"user\":\"ann\"}}");
        var second = documents.insert("job", "{\"name\":\"db\",\"status\":\"done\",\"cm\":{\"user\":\"ann\"}}");

        assertThat(first).isEqualTo("j1");
        assertThat(documents.find("job", "_id", second))
                .extracting(Entry::json)
                .singleElement()
                .asString()
                .contains("\"_id\":\"" + second + "\"");
        assertThat(documents.update("job", "cm.user", "ann", "{\"status\":\"failed\",\"note\":[1,2]}"))
                .isEqualTo(2);
        assertThat(documents.find("job", "status", "done")).isEmpty();
        assertThat(documents.find("job", "note", 2)).hasSize(2);
        assertThat(documents.findOne("job", "_id", "j1"))
                .map(Entry::json)
                .contains(
                        "{\"_id\":\"j1\",\"name\":\"web\",\"status\":\"failed\",\"cm\":{\"user\":\"ann\"},\"note\":[1,2]}");
        assertThat(documents.delete("job", "name", "web")).isEqualTo(1);
        assertThat(documents.list("job", 10, null)).extracting(Entry::id).containsExactly(second);
        assertThat(documents.delete("job", "name", "web")).isZero();
    }

    @Test
    void pagesByTheId() {
        var documents = Documents.of(store);
        for (int i = 0; i < 25; i++) {
            documents.insert("note", "{\"_id\":\"n%02d\"}".formatted(i));
        }

        var page = documents.list("note", 10, null);
        var next = documents.list("note", 10, page.get(9).id());

        assertThat(page).extracting(Entry::id).startsWith("n00").hasSize(10);
        assertThat(next).extracting(Entry::id).startsWith("n10").hasSize(10);
        assertThat(documents.list("note", 10, "n24")).isEmpty();
    }

    @Test
    void showsTheMeshWhatWasChanged() {
        var node = mesh.nodes().boot(1, o -> o.name("web")).get(0);
        var documents = mesh.documents();
        var json = documents.findOne("cloud", "cm.name", "web").orElseThrow().json();

        documents.insert(
                "cloud", json.replace("\"web\"", "\"other\"").replace(node.id().providerId(), "sim-77"));
        documents.update("cloud", "cm.name", "web", "{\"remark\":\"kept\"}");

        assertThat(mesh.nodes().list()).extracting(Node::name).containsExactlyInAnyOrder("web", "other");
        assertThat(mesh.nodes().get("other").id()).hasToString("sim/sim-77");
        assertThat(mesh.nodes().get("web").raw()).contains("\"remark\":\"kept\"");
        documents.delete("cloud", "cm.name", "other");
        assertThat(mesh.nodes().find("other")).isEmpty();
        assertThat(mesh.nodes().get("web").state()).isEqualTo(NodeState.RUNNING);
    }

    @Test
    void followsTheStatusOfAJobThatWasChanged() {
        shell.answer((host, task) -> new SimShell.Answer("", "", 0));
        var job = mesh.jobs().run(Script.of("pwd"), mesh.nodes().boot(1));
        job.await();

        mesh.documents().update("job", "status", "done", "{\"status\":\"failed\"}");

        assertThat(store.find(Query.of("job").state("failed"))).hasSize(1);
        assertThat(JobState.of("failed")).isEqualTo(JobState.FAILED);
    }

    @Test
    void refusesWhatWouldBreakTheMeshAndChangesNothing() {
        mesh.nodes().boot(1, o -> o.name("web"));
        var documents = mesh.documents();
        var before = store.find(Query.of("cloud"));

        for (Runnable call : List.<Runnable>of(
                () -> documents.insert("intent", "{}"),
                () -> documents.delete("claim", "name", "web"),
                () -> documents.update("variable", "value", true, "{}"),
                () -> documents.insert("Job", "{}"),
                () -> documents.insert("job", "[]"),
                () -> documents.insert("job", "{\"a\":"),
                () -> documents.insert("cloud", "{\"name\":\"web\"}"),
                () -> documents.insert("cloud", before.get(0).json()),
                () -> documents.update("cloud", "cm.name", "web", "{\"cm\":{\"cloud\":\"sim\"}}"),
                () -> documents.update("cloud", "cm.name", "web", "{\"_id\":\"other\"}"),
                () -> documents.find("job", "", "x"),
                () -> documents.find("job", "status", new Object()))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(".{10,}");
        }

        assertThat(store.find(Query.of("cloud"))).isEqualTo(before);
    }

    @Test
    void takesOneObjectAndNothingAfterIt() {
        var documents = mesh.documents();
        documents.insert("note", "{\"_id\":\"a\",\"n\":1}\n");

        for (Runnable call : List.<Runnable>of(
                () -> documents.insert("note", "{\"_id\":\"b\"}\n{\"_id\":\"c\"}"),
                () -> documents.update("note", "n", 1, "{\"n\":2} [3]"))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it goes on after its end; nothing was changed");
        }

        assertThat(store.find(Query.of("note")))
                .extracting(Document::json)
                .containsExactly("{\"_id\":\"a\",\"n\":1}\n");
    }

    @Test
    void keepsTheIdThatADocumentHas() {
        var documents = mesh.documents();
        documents.insert("note", "{\"_id\":\"a\",\"n\":1}");

        for (Runnable call : List.<Runnable>of(
                () -> documents.insert("note", "{\"_id\":{\"$oid\":\"65f0c0ffee\"}}"),
                () -> documents.insert("note", "{\"_id\":[1]}"),
                () -> documents.update("note", "n", 1, "{\"_id\":null}"))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("_id");
        }

        assertThat(documents.list("note", 10, null)).extracting(Entry::json).containsExactly("{\"_id\":\"a\",\"n\":1}");
    }

    @Test
    void quotesNoCommandThatItCannotRead() {
        assertThatThrownBy(() -> mesh.documents().command("{\"createUser\": \"ann\", \"pwd\": canary-of-a-secret}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{\"ping\": 1}")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void saysThatOnlyMongoHasCommands() {
        assertThatThrownBy(() -> mesh.documents().command("{\"ping\": 1}"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("MongoDB has");
    }
}

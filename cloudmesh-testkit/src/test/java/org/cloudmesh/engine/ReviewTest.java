package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Mesh;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.junit.jupiter.api.Test;

/** What a review found in defaults, reports and groups. */
class ReviewTest extends EngineTest {

    private static final String FILE = """
            cloudmesh:
              default: {cloud: laptop}
              cloud:
                laptop: {cm: {kind: sim}}
                aws: {cm: {kind: sim}}
                lab: {cm: {kind: sim}}
            """;

    private Mesh openFile(Path file) {
        return Mesh.open(o -> o.config(file).store(store).shell(shell).time(time).directory(directory));
    }

    private Path file() throws IOException {
        return Files.writeString(directory.resolve("mine.yaml"), FILE);
    }

    // Guide: "The default cloud is written into the file as well …; whoever edits it there later is obeyed."
    @Test
    void whoeverEditsTheDefaultCloudBackToWhatItWasIsObeyed() throws IOException {
        var file = file();
        try (var first = openFile(file)) {
            first.use("aws");
        }
        Files.writeString(file, Files.readString(file).replace("cloud: aws", "cloud: laptop"));

        try (var second = openFile(file)) {
            assertThat(second.defaults().cloud()).isEqualTo("laptop");
        }
    }

    // Guide: as above; and the Javadoc of Config: "set" writes into one's own file
    @Test
    void whoeverSetsTheDefaultCloudBackToWhatItWasIsObeyed() throws IOException {
        var file = file();
        try (var first = openFile(file)) {
            first.use("aws");
            first.config().set("default.cloud", "laptop");
        }

        try (var second = openFile(file)) {
            assertThat(second.defaults().cloud()).isEqualTo("laptop");
        }
    }

    // Guide: mesh.use("aws"); // "the default cloud from now on"; "What changes from day to day is remembered by the store"
    @Test
    void aMeshDoesNotFallBackToWhatItsFileOnceSaidWhenAnotherProgramUsesAThirdCloud() throws IOException {
        var file = file();
        try (var first = openFile(file)) {
            first.use("aws");
            try (var second = openFile(file)) {
                second.use("lab");

                assertThat(first.defaults().cloud()).isEqualTo("lab");
            }
        }
    }

    // REQUIREMENTS A7: a dry run has the "same validation as the real call"
    @Test
    void aDryRunRefusesWhatTheConfigurationWouldRefuse() throws IOException {
        var file = file();
        try (var real = openFile(file)) {
            var dry = real.dryRun();

            assertThatThrownBy(() -> real.config().set("default", "aws")).isInstanceOf(ConfigException.class);
            assertThatThrownBy(() -> dry.config().set("default", "aws")).isInstanceOf(ConfigException.class);
        }
    }

    // Config.at: "The part of the configuration below the path"; the real one takes the whole, "", too
    @Test
    void aDryRunSetsBelowTheWholeConfigurationAsTheRealOneDoes() throws IOException {
        var file = file();
        try (var real = openFile(file)) {
            var dry = real.dryRun();

            dry.config().at("").set("default.group", "class");

            assertThat(dry.plan()).singleElement().asString().startsWith("set default.group in ");
        }
    }

    // Guide: "What would do something to a terminal, … in a machine's name, is shown and not obeyed."
    @Test
    void whatAVerbReturnsObeysNoMachinesName() {
        cloud.add("web\u001b[2J");
        mesh.nodes().refresh();

        var stopped = mesh.nodes().stop(mesh.nodes().list());

        assertThat(mesh.nodes().status().toString()).doesNotContain("\u001b");
        assertThat(stopped.toString()).doesNotContain("\u001b");
    }

    // Groups: "Two programs may have seen different machines of one boot."
    @Test
    void aMachineThatAnotherProgramSawMeanwhileStaysInItsGroup() {
        mesh.nodes().boot(1, o -> o.name("web1"));
        var before = store.find(Query.of("group")).get(0);
        var raced = new AtomicBoolean();
        store.beforeWrite(document -> {
            if (document.kind().equals("group") && raced.compareAndSet(false, true)) {
                store.put(List.of(withAnother(before)), Durability.NORMAL);
            }
        });

        mesh.nodes().destroy("web1");

        assertThat(store.find(Query.of("group")))
                .extracting(Document::json)
                .singleElement()
                .asString()
                .contains("\"vms\":[\"web2\"]");
    }

    private static Document withAnother(Document group) {
        var json = group.json()
                .replace("\"vms\":[", "\"vms\":[\"web2\",")
                .replace("\"nodes\":[", "\"nodes\":[\"sim/sim-000099\",");
        return new Document(
                group.kind(), group.key(), group.cloud(), group.name(), group.state(), json, group.version());
    }
}

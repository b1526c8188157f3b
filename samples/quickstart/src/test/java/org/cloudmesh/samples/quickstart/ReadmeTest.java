package org.cloudmesh.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.cloudmesh.Batch;
import org.cloudmesh.Job;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.Script;
import org.cloudmesh.testkit.local.LocalCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs what the README shows. A snippet has the name of the test it is in, and stands in the README letter by letter. */
class ReadmeTest {

    private static final Path README = Path.of("../../README.md");
    private static final Path SOURCE =
            Path.of("src/test/java", ReadmeTest.class.getName().replace('.', '/') + ".java");

    private final Printed printed = Printed.open();

    @BeforeEach
    void standAside() {
        assertThat(System.getenv("CLOUDMESH_CONFIG_DIR"))
                .as("where the snippets keep their files; the build says it, and an IDE must be told")
                .endsWith("target/cloudmesh");
    }

    @AfterEach
    void stopListening() {
        printed.close();
    }

    @Test
    void everySnippetOfTheReadmeIsTestedHereAndNoOther() throws IOException {
        var shown = Snippets.shown(README);

        var tested = Snippets.tested(SOURCE);

        assertThat(shown).isNotEmpty().containsExactlyInAnyOrderElementsOf(tested.values());
        assertThat(Stream.of(ReadmeTest.class.getDeclaredMethods()))
                .filteredOn(method -> method.isAnnotationPresent(Test.class))
                .extracting("name")
                .containsAll(tested.keySet());
    }

    @Test
    void bootsFiveNodesAndRunsAScriptOnThem() {
        // snippet: bootsFiveNodesAndRunsAScriptOnThem
        try (Mesh mesh = Mesh.open(o -> o.cloud(LocalCloud.create()))) {
            Batch<Node> nodes = mesh.nodes().boot(5);
            nodes = mesh.nodes().awaitReady(nodes, Duration.ofMinutes(1));
            Job job = mesh.jobs().run(Script.of("echo $(uname -n) up && uptime"), nodes);
            job.forEach(result -> System.out.printf("%-24s %s%n", result.node().name(), result.text()));
            mesh.nodes().destroy(nodes);
        }
        // end

        assertThat(printed.text().lines())
                .filteredOn(line -> line.matches("\\S+-\\d+ +\\S+ up"))
                .hasSize(5);
    }
}

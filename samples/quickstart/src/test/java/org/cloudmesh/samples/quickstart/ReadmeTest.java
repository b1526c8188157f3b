package org.cloudmesh.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.Batch;
import org.cloudmesh.Command;
import org.cloudmesh.ConsoleProgress;
import org.cloudmesh.DryRun;
import org.cloudmesh.Flavor;
import org.cloudmesh.Job;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.Sweep;
import org.cloudmesh.Table;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.local.LocalCloud;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.Test;

/** Runs what the README shows. */
class ReadmeTest extends PageTest {

    private static final Path README = Path.of("../../README.md");
    private static final Path TESTING = Path.of("../testing/src");

    @Test
    void everySnippetOfTheReadmeIsTestedHereAndNoOther() throws IOException {
        var crunch = Snippets.types(TESTING.resolve("main/java/org/cloudmesh/samples/testing/Crunch.java"));
        var test = Snippets.types(TESTING.resolve("test/java/org/cloudmesh/samples/testing/CrunchTest.java"));

        assertTested(List.of(README), List.of(crunch, test));
    }

    @Test
    void bootsFiveNodesAndRunsAScriptOnThem() {
        // snippet: bootsFiveNodesAndRunsAScriptOnThem
        try (Mesh mesh = Mesh.open(o -> o.cloud(LocalCloud.create()))) {
            Batch<Node> nodes = mesh.nodes().boot(5);
            nodes = mesh.nodes().awaitReady(nodes, Duration.ofMinutes(1));
            System.out.println(Table.nodes(nodes));

            Job job = mesh.jobs().run(Script.of("echo $(uname -n) up && uptime"), nodes);
            job.forEach(result -> System.out.printf("%-24s %s%n", result.node().name(), result.text()));

            mesh.nodes().destroy(nodes);
        }
        // end

        assertThat(printed.text().lines())
                .filteredOn(line -> line.matches("\\S+-\\d+ +\\S+ up"))
                .hasSize(5);
    }

    @Test
    void namesSelectsAndLists() {
        try (Mesh mesh = Mesh.open(o -> o.cloud(LocalCloud.create()))) {
            // snippet: namesSelectsAndLists
            mesh.nodes().boot(3, o -> o.name("web[1-3]").flavor("medium").label("experiment", "demo"));
            Node first = mesh.nodes().get("web1");
            mesh.nodes().stop("web[2-3]");
            mesh.nodes().status("web[1-4]").forEach(System.out::println); // web4 : not found
            Optional<Flavor> cheapest =
                    mesh.cloud().flavors().findCheapest(f -> f.vcpus() >= 2 && f.memoryMib() >= 4096);
            // end
            mesh.nodes().destroy(mesh.nodes().list());

            assertThat(first.name()).isEqualTo("web1");
            assertThat(cheapest).map(Flavor::name).contains("medium");
        }

        assertThat(printed.text()).contains("web1: RUNNING", "web2: STOPPED", "web4 : not found");
    }

    @Test
    void showsWhatHappensAndWhatThereIs() {
        // snippet: showsWhatHappensAndWhatThereIs
        var console = new ConsoleProgress(System.out);
        try (Mesh mesh = Mesh.open(o -> o.cloud(LocalCloud.create()).onEvent(console))) {
            mesh.nodes().boot(2, o -> o.name("web[1-2]")); // Created web1, and web2
            System.out.println(mesh.nodes().status("web1,web2")); // a table
            System.out.print(Table.nodes(mesh.nodes().list()).toCsv()); // or toJson(), toHtml()
            mesh.nodes().destroy("web[1-2]");
        }
        // end

        assertThat(printed.text()).contains("Created web1", "| web2 | ", "web1: terminated");
    }

    @Test
    void keepsBothHalvesOfABatch() {
        SimCloud cloud = new SimCloud().quota(3);
        try (Mesh mesh = Mesh.open(
                o -> o.cloud(cloud).store(Store.inMemory()).user("ann").shell(new SimShell()))) {
            // snippet: keepsBothHalvesOfABatch
            try {
                mesh.nodes().boot(5, o -> o.timeout(Duration.ofMinutes(2)));
            } catch (PartialFailureException e) {
                System.out.println(e.getMessage()); // boot: 3 of 5 done; base-cloudmesh-ann-4: …
                mesh.nodes().destroy(e.batch()); // the three that are there
            }
            // end
        }

        assertThat(printed.text()).startsWith("boot: 3 of 5 done; base-cloudmesh-ann-");
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void runsACommandAgain() {
        try (Mesh mesh = Mesh.open(o -> o.cloud(LocalCloud.create()))) {
            Batch<Node> nodes = mesh.nodes().awaitReady(mesh.nodes().boot(1), Duration.ofMinutes(1));
            // snippet: runsACommandAgain
            var task = Command.of("grep", "-c", "a b", "/etc/passwd");
            Job job = mesh.jobs().run(task, nodes, o -> o.timeout(Duration.ofSeconds(30)));
            for (Result result : job) {
                System.out.println(result.node().name() + " " + result.outcome() + " " + result.stderr());
            }
            mesh.jobs().get(job.id()).rerun().await();
            // end
            assertThat(mesh.jobs().list(2)).extracting(Job::task).containsOnly(job.task());
            mesh.nodes().destroy(nodes);
        }

        assertThat(printed.text()).contains(" exit 1 ");
    }

    @Test
    void recoversNothingWhereNothingWasLost() {
        try (Mesh mesh = Mesh.open(o -> o.cloud(LocalCloud.create()))) {
            // snippet: recoversNothingWhereNothingWasLost
            System.out.println(mesh.recover());
            // end
        }

        assertThat(printed.text()).isEqualToIgnoringWhitespace("nothing was open");
    }

    @Test
    void plansBeforeItActs() {
        SimCloud cloud = new SimCloud();
        try (Mesh mesh = Mesh.open(
                o -> o.cloud(cloud).store(Store.inMemory()).user("ann").shell(new SimShell()))) {
            mesh.nodes().boot(2);
            // snippet: plansBeforeItActs
            DryRun dry = mesh.dryRun(); // a Mesh: give it to the code that is given the real one
            dry.nodes().boot(2, o -> o.name("web[1-2]"));
            dry.nodes().destroy(dry.nodes().list());
            dry.plan().forEach(System.out::println); // boot node web1 on sim: image sim-image, flavor sim-small …
            // end
        }

        assertThat(printed.text().lines())
                .hasSize(6)
                .first()
                .isEqualTo("boot node web1 on sim: image sim-image, flavor sim-small, status=starting; DRY RUN");
        assertThat(cloud.names()).hasSize(2);
    }

    @Test
    void sweepsWhatNobodyAccountsFor() {
        try (Mesh mesh = Mesh.open(o -> o.cloud(LocalCloud.create()))) {
            // snippet: sweepsWhatNobodyAccountsFor
            Sweep sweep = mesh.sweep(); // carries our label, and is not in the store
            System.out.println(sweep);
            // end
            assertThat(sweep.nodes()).isEmpty();
        }

        assertThat(printed.text()).isEqualToIgnoringWhitespace("nothing was left behind");
    }
}

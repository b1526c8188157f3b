package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that are killed for real ({@code kill -9}) at a sample of their effects, on a file and a cloud that go on. */
class KilledProcessesTest extends ServedCloudTest {

    /** Of its 12 effects the first signs the mesh, 2 to 4 are claims, 5 is the intent, 6 to 8 machines, 9 to 11 records. */
    @ParameterizedTest(name = "{0}, killed {1} effect {2} of 12")
    @CsvSource({
        "METADATA, after, 3",
        "TOKEN, before, 5",
        "METADATA, after, 5",
        "TOKEN, after, 6",
        "METADATA, before, 8",
        "NAME, after, 8",
        "METADATA, after, 9",
        "TOKEN, before, 12",
    })
    void recoversABoot(CreateGuarantee guarantee, String when, int effect) throws Exception {
        cloud.guarantee(guarantee);

        killAt("boot", when, effect);

        assertThatStoreEqualsCloud(3);
    }

    /** Of its 14 effects the first is the intent, 2 to 4 are machines, 5 to 7 records, 8 to 13 names and keys. */
    @ParameterizedTest(name = "killed {0} effect {1} of 14")
    @CsvSource({"after, 1", "after, 2", "before, 4", "after, 4", "after, 6", "before, 10", "after, 13"})
    void recoversADestroy(String when, int effect) throws Exception {
        boot();

        killAt("destroy", when, effect);

        assertThatStoreEqualsCloud(0);
    }

    private void boot() {
        try (var store = KilledProgram.store(directory);
                var mesh = KilledProgram.open(directory, server.port(), KillPoint.never(), store)) {
            KilledProgram.run("boot", mesh);
        }
    }

    private void killAt(String verb, String when, int effect) throws Exception {
        var child = program(KilledProgram.class, verb, when, String.valueOf(effect))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.add(child);
        assertThat(child.inputReader().readLine()).isEqualTo(KilledProgram.DYING);
        kill(child);
        // What it had asked of the cloud is done by then, or never will be.
        server.close();
    }

    private void assertThatStoreEqualsCloud(int mostMachines) {
        Integrity.assertThatIsWhole(directory.resolve("cloudmesh.db"));
        try (var store = KilledProgram.store(directory);
                var next = next(store)) {
            next.recover();

            assertThat(next.recover().entries()).isEmpty();
            assertThat(cloud.names()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(mostMachines);
            assertThat(facts(next.nodes().list())).isEqualTo(machines());
            assertThat(facts(next.nodes().refresh())).isEqualTo(machines());
            assertThat(store.find(Query.of("claim")))
                    .extracting(Document::key)
                    .containsExactlyInAnyOrderElementsOf(cloud.names());
            assertThat(next.sweep().nodes()).isEmpty();
            next.nodes().boot(3, options -> options.name("web"));
            assertThat(cloud.names()).doesNotHaveDuplicates();
        }
    }

    /** On a clock of its own, which passes the cloud's settle time at once. */
    private Mesh next(Store store) {
        return Mesh.open(options -> options.directory(directory)
                .store(store)
                .cloud(cloud)
                .shell(new SimShell())
                .time(new VirtualTime(Instant.now()))
                .user("ann"));
    }

    private List<String> machines() {
        return cloud.machines().stream()
                .map(machine -> machine.id() + " " + machine.name() + " " + machine.state())
                .sorted()
                .toList();
    }

    private static List<String> facts(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.id().providerId() + " " + node.name() + " " + node.state())
                .sorted()
                .toList();
    }
}

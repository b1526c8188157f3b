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

    /** Of its 17 effects 1 to 3 sign the mesh, 4 to 6 are claims, 7 is the intent, 9 to 11 machines, 12 to 14 records. */
    @ParameterizedTest(name = "{0}, killed {1} effect {2} of 17")
    @CsvSource({
        "METADATA, after, 5",
        "TOKEN, before, 7",
        "METADATA, after, 7",
        "TOKEN, after, 9",
        "METADATA, before, 11",
        "NAME, after, 11",
        "METADATA, after, 12",
        "TOKEN, before, 16",
    })
    void recoversABoot(CreateGuarantee guarantee, String when, int effect) throws Exception {
        cloud.guarantee(guarantee);

        killAt("boot", when, effect);

        assertThatStoreEqualsCloud(3);
    }

    /** Of its 19 effects the second is the intent, 3 to 5 are machines, 6 to 8 records, 9 to 15 names and keys. */
    @ParameterizedTest(name = "killed {0} effect {1} of 19")
    @CsvSource({"after, 2", "after, 3", "before, 5", "after, 5", "after, 7", "before, 11", "after, 15"})
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

package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.Batch;
import org.cloudmesh.History;
import org.cloudmesh.JobState;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Recovery;
import org.cloudmesh.Request;
import org.cloudmesh.Script;
import org.cloudmesh.StoreException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of verbs while the store is away: nothing is begun, and nothing that was done is lost. */
class StoreOutageTest {

    @TempDir
    private Path directory;

    private final VirtualTime time = new VirtualTime();
    private SimCloud cloud = new SimCloud();
    private final SimShell shell = new SimShell();
    private Store kept = Store.inMemory();
    private AwayStore store = new AwayStore(kept);
    private Runnable whenCreating = () -> {};

    private Mesh open() {
        return open(directory);
    }

    private Mesh open(Path place) {
        return Mesh.open(o -> o.cloud(cloud)
                .store(store)
                .shell(shell)
                .time(time)
                .user("ann")
                .executor(Runnable::run)
                .directory(place)
                .onRequest(this::heard));
    }

    private void heard(Request request) {
        if (request.operation().equals("create")) {
            whenCreating.run();
        }
    }

    @Test
    void asksNoCloudForAnythingThatCostsWhileTheStoreIsAway() {
        try (var mesh = open()) {
            var nodes = mesh.nodes().boot(2);
            store.goAwayAfter(0);
            var before = cloud.calls();

            for (Runnable verb : List.<Runnable>of(
                    () -> mesh.nodes().boot(1),
                    () -> mesh.nodes().stop(nodes),
                    () -> mesh.nodes().reboot(nodes),
                    () -> mesh.nodes().destroy(nodes),
                    () -> mesh.nodes().destroy("web"),
                    () -> mesh.jobs().run(Script.of("true"), nodes),
                    mesh::recover)) {
                assertThatThrownBy(verb::run).isInstanceOf(StoreException.class).hasMessageContaining("away");
            }

            assertThat(cloud.calls()).isEqualTo(before);
            assertThat(shell.ran()).isEmpty();
        }
    }

    @Test
    void saysSoWhereItIsReadFrom() {
        try (var mesh = open()) {
            store.goAwayAfter(0);

            for (Runnable read : List.<Runnable>of(
                    () -> mesh.nodes().list(),
                    () -> mesh.nodes().refresh(),
                    () -> mesh.jobs().list(),
                    () -> mesh.history().list(1, null),
                    () -> mesh.counters().get("c"),
                    () -> mesh.cloud("sim").images().list(),
                    mesh::groups)) {
                assertThatThrownBy(read::run).isInstanceOf(StoreException.class).hasMessageContaining("away");
            }
        }
    }

    @Test
    void keepsWhatWasBootedInAFileUntilARecoveryReadsIt() throws Exception {
        Batch<Node> nodes;
        try (var mesh = open()) {
            whenCreating = () -> store.goAwayAfter(0);

            nodes = mesh.nodes().boot(3);
        }
        store.comeBack();
        assertThat(nodes).hasSize(3);
        assertThat(kept.find(Query.of("cloud"))).isEmpty();
        assertThat(unsaved()).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unsaved())))
                .isEqualTo("rw-------");
        try (var next = open()) {

            var recovery = next.recover();

            assertThat(recovery.entries())
                    .extracting(Recovery.Entry::outcome)
                    .containsOnly(Recovery.Outcome.FINISHED)
                    .hasSize(3);
            assertThat(recovery.toString()).contains("was done while the store was away");
            assertThat(next.nodes().list()).extracting(Node::id).containsExactlyInAnyOrderElementsOf(ids(nodes));
            assertThat(next.history().list(1, null))
                    .extracting(History.Entry::verb)
                    .containsExactly("boot");
            assertThat(unsaved()).doesNotExist();
            assertThat(next.recover().entries()).isEmpty();
        }
        assertThat(cloud.names()).hasSize(3);
    }

    @Test
    void keepsWhatRanInAFileUntilARecoveryReadsIt() {
        try (var mesh = open()) {
            var nodes = mesh.nodes().boot(1);
            shell.answer((host, task) -> {
                store.goAwayAfter(0);
                return new SimShell.Answer("measured\n", "", 3);
            });

            var job = mesh.jobs().run(Script.of("measure"), nodes);

            assertThat(job.await()).extracting(result -> result.exitStatus()).containsExactly(3);
            store.comeBack();
            mesh.recover();
            try (var next = open()) {
                var recorded = next.jobs().get(job.id());
                assertThat(recorded.state()).isEqualTo(JobState.DONE);
                assertThat(recorded.results())
                        .extracting(result -> result.stdout())
                        .containsExactly("measured\n");
                assertThat(kept.find(Query.of("status")))
                        .extracting(Document::state)
                        .containsOnly("No Job");
            }
        }
    }

    /** Whatever call it is that is not answered any more. */
    @TestFactory
    Stream<DynamicTest> leavesNoNodeBusyWithAJobThatHasEnded() {
        return IntStream.range(0, 12)
                .mapToObj(calls -> dynamicTest("away after %d calls".formatted(calls), () -> endsAJob(calls)));
    }

    private void endsAJob(int calls) {
        kept = Store.inMemory();
        store = new AwayStore(kept);
        try (var mesh = open(directory.resolve("job-" + calls))) {
            var nodes = mesh.nodes().boot(1);
            shell.answer((host, task) -> {
                store.goAwayAfter(calls);
                return new SimShell.Answer("measured\n", "", 0);
            });
            var job = mesh.jobs().run(Script.of("measure"), nodes);
            job.await();
            store.comeBack();

            mesh.recover();

            assertThat(kept.find(Query.of("status")))
                    .extracting(Document::state)
                    .containsOnly("No Job");
        }
    }

    /** Whatever call it is that is not answered any more. */
    @TestFactory
    Stream<DynamicTest> keepsNothingOfADryRun() {
        return IntStream.range(0, 60)
                .mapToObj(calls -> dynamicTest("away after %d calls".formatted(calls), () -> {
                    store.comeBack();
                    try (var mesh = open()) {
                        var dry = mesh.dryRun();
                        store.goAwayAfter(calls);

                        var thrown = catchThrowable(() -> dry.nodes().boot(2));

                        assertThat(thrown)
                                .satisfiesAnyOf(
                                        each -> assertThat(each).isNull(),
                                        each -> assertThat(each).isInstanceOf(StoreException.class));
                        assertThat(unsaved()).doesNotExist();
                    }
                }));
    }

    @Test
    void leavesAloneWhatAnotherProgramSettledMeanwhile() {
        whenCreating = () -> store.goAwayAfter(0);
        try (var mesh = open()) {
            mesh.nodes().boot(1, o -> o.name("web"));
        }
        store.comeBack();
        whenCreating = () -> {};
        var elsewhere = directory.resolve("elsewhere");
        try (var other = open(elsewhere)) {
            time.advance(Duration.ofHours(1));
            assertThat(other.recover().entries()).hasSize(1);
            other.nodes().destroy("web");
            time.advance(Duration.ofMinutes(5));
            other.nodes().refresh();
        }
        try (var next = open()) {

            next.recover();

            assertThat(next.nodes().list()).isEmpty();
            assertThat(kept.find(Query.of("claim"))).isEmpty();
        }
    }

    @Test
    void freesNoNameOfAMachineThatAnotherProgramMadeMeanwhile() {
        cloud.guarantee(CreateGuarantee.NAME).quota(1);
        whenCreating = () -> store.goAwayAfter(0);
        try (var mesh = open()) {
            mesh.nodes().boot(2, o -> o.atLeast(1));
        }
        store.comeBack();
        whenCreating = () -> {};
        cloud.quota(2);
        try (var other = open(directory.resolve("elsewhere"))) {
            other.recover();
        }
        try (var next = open()) {

            next.recover();

            assertThat(cloud.names()).hasSize(2);
            assertThat(kept.find(Query.of("claim")))
                    .extracting(Document::name)
                    .containsExactlyInAnyOrderElementsOf(cloud.names());
        }
    }

    @Test
    void tellsTheReasonWhereTheFileCannotBeWrittenEither() throws Exception {
        try (var mesh = open()) {
            whenCreating = () -> store.goAwayAfter(0);
            Files.createDirectories(unsaved());

            var thrown = catchThrowable(() -> mesh.nodes().boot(1));

            assertThat(thrown).isInstanceOf(StoreException.class).hasMessageContaining("away");
            assertThat(thrown.getSuppressed()).isNotEmpty();
            Files.delete(unsaved());
        }
        store.comeBack();
        try (var next = open()) {
            assertThat(next.recover().entries())
                    .extracting(Recovery.Entry::outcome)
                    .containsExactly(Recovery.Outcome.ADOPTED);
        }
    }

    /** Whatever call it is that is not answered any more. */
    @TestFactory
    Stream<DynamicTest> losesNothingWheneverTheStoreGoesAway() {
        return Stream.of(
                        new Program("boot of 3", 0, mesh -> mesh.nodes().boot(3)),
                        new Program("boot of 3 where 2 are allowed", 0, mesh -> {
                            cloud.quota(2);
                            return mesh.nodes().boot(3, o -> o.atLeast(1));
                        }),
                        new Program("boot of which an answer is lost", 0, mesh -> {
                            cloud.inject(Fault.failAfter(
                                    "create", new UnavailableException("sim", "create", 0, null, "lost", null)));
                            return mesh.nodes().boot(3);
                        }),
                        new Program(
                                "stop of 3",
                                3,
                                mesh -> mesh.nodes().stop(mesh.nodes().list())),
                        new Program(
                                "destroy of 3",
                                3,
                                mesh -> mesh.nodes().destroy(mesh.nodes().list())))
                .flatMap(this::awayAtEachCall);
    }

    private record Program(String name, int nodes, Function<Mesh, Batch<Node>> verb) {}

    /** As many as it makes when the store stays. */
    private Stream<DynamicTest> awayAtEachCall(Program program) {
        return IntStream.range(0, 45)
                .mapToObj(calls -> dynamicTest(
                        "%s, away after %d calls".formatted(program.name(), calls), () -> survives(program, calls)));
    }

    private void survives(Program program, int calls) {
        cloud = new SimCloud();
        kept = Store.inMemory();
        store = new AwayStore(kept);
        var place = directory.resolve("%s-%d".formatted(program.name().replace(' ', '-'), calls));
        var told = new HashSet<String>();
        try (var mesh = open(place)) {
            if (program.nodes() > 0) {
                mesh.nodes().boot(program.nodes());
            }
            store.goAwayAfter(calls);
            try {
                program.verb().apply(mesh).forEach(node -> told.add(node.name()));
            } catch (PartialFailureException e) {
                e.batch().forEach(node -> told.add(node.name()));
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("away");
            }
        }
        store.comeBack();
        time.advance(Duration.ofHours(2));
        try (var next = open(place)) {

            next.recover();

            assertThatNothingIsLost(next, told);
        }
    }

    private void assertThatNothingIsLost(Mesh next, Set<String> told) {
        var alive = cloud.names();
        var known = next.nodes().list().stream()
                .filter(node -> node.state() != NodeState.DESTROYING)
                .map(Node::name)
                .toList();
        assertThat(known).containsExactlyInAnyOrderElementsOf(alive);
        assertThat(alive).doesNotHaveDuplicates();
        assertThat(kept.find(Query.of("intent").state("OPEN"))).isEmpty();
        next.nodes().refresh();
        assertThat(kept.find(Query.of("claim"))).extracting(Document::name).containsExactlyInAnyOrderElementsOf(alive);
        if (!alive.isEmpty()) {
            assertThat(alive).containsAll(told);
        }
        assertThat(next.sweep().toString()).doesNotContain("base-");
    }

    private Path unsaved() {
        return directory.resolve("unsaved.jsonl");
    }

    private static List<NodeId> ids(Batch<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }
}

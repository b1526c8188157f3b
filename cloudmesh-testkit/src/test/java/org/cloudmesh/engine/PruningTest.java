package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cloudmesh.Command;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.sim.Fault;
import org.junit.jupiter.api.Test;

/** What grows with each machine that comes and goes, and what of it a pruned history still keeps. */
class PruningTest extends EngineTest {

    private static final List<String> GROWING =
            List.of("cloud", "claim", "group", "history", "hostkey", "intent", "job", "run", "status");

    private static final String[] OF_ONE_MACHINE = {"cloud", "claim", "group", "hostkey", "intent", "status"};

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void leavesNothingOfMachinesThatAreLongGone() {
        useMachines(mesh, 3);
        time.advance(DAY.plusSeconds(1));

        mesh.history().pruneAllBut(0);

        assertThat(left(store)).isEmpty();
        assertThat(mesh.sweep().nodes()).isEmpty();
        assertThat(mesh.nodes().refresh()).isEmpty();
    }

    private static void useMachines(Mesh mesh, int count) {
        var nodes = mesh.nodes().boot(count);
        mesh.jobs().run(Command.of("hostname"), nodes).await();
        mesh.nodes().destroy(nodes);
    }

    @Test
    void keepsWhatBelongsToMachinesThatAreThere() {
        var nodes = mesh.nodes().boot(2);
        mesh.nodes().destroy(nodes.subList(0, 1));
        time.advance(DAY.plusSeconds(1));

        mesh.history().pruneAllBut(0);

        assertThat(mesh.nodes().list())
                .extracting(Node::id)
                .containsExactly(nodes.get(1).id());
        assertThat(left(store)).isEqualTo(Map.of("cloud", 1L, "claim", 1L, "group", 1L, "intent", 1L));
        assertThat(mesh.sweep().nodes()).isEmpty();
    }

    @Test
    void remembersForADayThatAMachineIsGone() {
        cloud.listingLag(Duration.ofMinutes(5));
        var node = mesh.nodes().boot(1).get(0);
        mesh.nodes().destroy(node);
        mesh.nodes().await(List.of(node), NodeState.DESTROYED, Duration.ofMinutes(10));

        mesh.history().pruneAllBut(0);

        assertThat(mesh.nodes().get(node.id()).state()).isEqualTo(NodeState.DESTROYED);
        assertThat(left(store)).isEqualTo(Map.of("cloud", 1L));
    }

    @Test
    void keepsMachinesThatWentAfterwards() {
        var first = mesh.nodes().boot(1).get(0);
        mesh.nodes().destroy(first);
        time.advance(Duration.ofDays(10));
        var second = mesh.nodes().boot(1).get(0);
        mesh.nodes().destroy(second);
        time.advance(Duration.ofDays(3));

        mesh.history().pruneOlderThan(Duration.ofDays(5));

        assertThat(mesh.nodes().find(first.id().toString())).isEmpty();
        assertThat(mesh.nodes().get(second.id()).state()).isEqualTo(NodeState.DESTROYED);
    }

    @Test
    void keepsADestroyedMachineThatRecoveryMustNotMakeAgain() {
        var node = mesh.nodes().boot(1).get(0);
        mesh.nodes().destroy(node);
        openTheBootAgain();
        time.advance(DAY.plusSeconds(1));

        mesh.history().pruneAllBut(0);

        assertThat(mesh.nodes().get(node.id()).state()).isEqualTo(NodeState.DESTROYED);
        assertThat(mesh.recover().entries())
                .extracting(entry -> entry.message())
                .containsExactly("was made, and is gone since");
        assertThat(cloud.names()).isEmpty();
    }

    /** As if its program had died before it wrote down what came of it. */
    private void openTheBootAgain() {
        var boot = store.find(Query.of("intent").name("boot")).get(0);
        var json = boot.json().replace("CLOSED", "OPEN");
        store.put(
                List.of(new Document("intent", boot.key(), boot.cloud(), boot.name(), "OPEN", json, 0)),
                Durability.NORMAL);
    }

    @Test
    void keepsAnIntentThatOwesSomething() {
        cloud.guarantee(CreateGuarantee.NONE)
                .inject(Fault.lose("create", new UnavailableException("sim", "create", 0, null, "no answer", null)));
        var thrown = catchThrowable(() -> mesh.nodes().boot(1));
        time.advance(DAY.plusSeconds(1));

        mesh.history().pruneAllBut(0);

        assertThat(thrown).isInstanceOf(PartialFailureException.class);
        assertThat(left(store)).isEqualTo(Map.of("claim", 1L, "intent", 1L));
    }

    @Test
    void keepsWhichMachinesAreGoneWhereTheirIdsAreUsedAgain() {
        cloud.guarantee(CreateGuarantee.NAME).idsByName();
        var node = mesh.nodes().boot(1, o -> o.name("web")).get(0);
        mesh.nodes().destroy(node);
        time.advance(DAY.plusSeconds(1));

        mesh.history().pruneAllBut(0);

        assertThat(mesh.nodes().get(node.id()).state()).isEqualTo(NodeState.DESTROYED);
        assertThat(left(store)).isEqualTo(Map.of("cloud", 1L));
    }

    @Test
    void keepsTheStatusOfAMachineThatRanNothingLately() {
        var node = mesh.nodes().boot(1);
        mesh.jobs().run(Command.of("hostname"), node).await();

        mesh.history().pruneAllBut(0);
        var idle = store.count(Query.of("status"));
        mesh.nodes().destroy(node);
        time.advance(DAY.plusSeconds(1));
        mesh.history().pruneAllBut(0);

        assertThat(idle).isEqualTo(1);
        assertThat(left(store)).isEmpty();
    }

    @Test
    void goesOnWhereItWasCutOff() {
        int effects = prune(KillPoint.never());

        for (int i = 1; i <= effects; i++) {
            for (var point : List.of(KillPoint.before(i), KillPoint.after(i))) {
                prune(point);
            }
        }

        assertThat(effects).isGreaterThan(20);
    }

    /** Prunes until it dies; another program recovers, finds what is there as it was, and prunes to the end. */
    private int prune(KillPoint point) {
        var disk = Store.inMemory();
        var alive = inUse(disk);
        try (var dying = program(point.store(disk))) {
            var thrown = catchThrowable(() -> dying.history().pruneAllBut(0));
            assertThat(thrown == null).as("%s: %s", point, thrown).isEqualTo(!point.isDead());
        }
        try (var next = program(disk)) {
            var recovery = next.recover();
            next.history().pruneAllBut(0);

            assertThat(recovery.entries()).as("%s", point).isEmpty();
            assertThat(left(disk))
                    .as("%s", point)
                    .containsOnlyKeys(OF_ONE_MACHINE)
                    .allSatisfy((kind, count) -> assertThat(count).as(kind).isEqualTo(1));
            assertThat(next.sweep().nodes()).as("%s", point).isEmpty();
            assertThat(next.nodes().list()).as("%s", point).extracting(Node::id).containsExactly(alive.id());
            next.nodes().destroy(alive);
        }
        disk.close();
        return point.effects();
    }

    private Node inUse(Store disk) {
        try (var program = program(disk)) {
            var alive = program.nodes().boot(1);
            program.jobs().run(Command.of("hostname"), alive).await();
            useMachines(program, 2);
            time.advance(DAY.plusSeconds(1));
            return alive.get(0);
        }
    }

    private Mesh program(Store disk) {
        return open(options -> options.store(new KeptStore(disk)).executor(Runnable::run));
    }

    /** How many documents there are, by kind. */
    private static Map<String, Long> left(Store store) {
        return GROWING.stream()
                .filter(kind -> store.count(Query.of(kind)) > 0)
                .collect(Collectors.toMap(kind -> kind, kind -> store.count(Query.of(kind)), Long::sum, TreeMap::new));
    }
}

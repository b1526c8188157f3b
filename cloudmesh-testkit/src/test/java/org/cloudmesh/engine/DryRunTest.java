package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.cloudmesh.Command;
import org.cloudmesh.DryRun;
import org.cloudmesh.IllegalTransitionException;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.Recovery;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.SshException;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.Fault;
import org.junit.jupiter.api.Test;

class DryRunTest extends EngineTest {

    private static final Set<String> READS = Set.of("list", "get", "find", "images", "flavors", "locations");

    /** A call reads {@code create 5}. */
    private static String operation(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    /** What a program would do from the first boot to the last destroy. */
    private static List<Result> wholeLife(Mesh mesh) {
        var nodes = mesh.nodes().boot(2, o -> o.name("web[1-2]").flavor("m1.medium"));
        nodes = mesh.nodes().awaitReady(nodes, Duration.ofMinutes(5));
        var results = mesh.jobs().run(Script.of("hostname && uptime"), nodes).await();
        mesh.nodes().reboot(nodes);
        nodes = mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
        mesh.nodes().stop(nodes.get(0));
        mesh.nodes().await(List.of(nodes.get(0)), NodeState.STOPPED, Duration.ofMinutes(5));
        mesh.nodes().start(mesh.nodes().get("web1"));
        mesh.nodes().await(List.of(nodes.get(0)), NodeState.RUNNING, Duration.ofMinutes(5));
        mesh.nodes().suspend(mesh.nodes().select("web2"));
        mesh.nodes().await(mesh.nodes().select("web2"), NodeState.SUSPENDED, Duration.ofMinutes(5));
        mesh.nodes().resume(mesh.nodes().select("web2"));
        mesh.nodes().destroy(mesh.nodes().refresh());
        return results;
    }

    @Test
    void changesNothingAnywhereFromTheFirstBootToTheLastDestroy() {
        cloud.bootTime(Duration.ofMinutes(3));
        List<Result> results;

        try (var onlyReading = open(options -> options.store(ReadOnly.of(store)))) {
            results = wholeLife(onlyReading.dryRun());
        }

        assertThat(results).hasSize(2);
        assertThat(cloud.calls()).allMatch(call -> READS.contains(operation(call)));
        assertThat(cloud.names()).isEmpty();
        assertThat(shell.ran()).isEmpty();
        assertThat(events).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void tellsEachStepInItsOrder() {
        var dry = mesh.dryRun();
        assertThat(dry).hasToString("nothing would be done");

        wholeLife(dry);

        assertThat(dry.plan())
                .extracting(DryRun.Step::toString)
                .map(step -> step.replaceAll("planned:[a-z0-9-]+", "ID"))
                .containsExactly(
                        "boot node web1 on sim: image sim-image, flavor sim-medium, status=starting; DRY RUN",
                        "boot node web2 on sim: image sim-image, flavor sim-medium, status=starting; DRY RUN",
                        "run on node web1 on sim: hostname && uptime; DRY RUN",
                        "run on node web2 on sim: hostname && uptime; DRY RUN",
                        "reboot node web1 on sim: to be booted, RUNNING -> RUNNING; DRY RUN",
                        "reboot node web2 on sim: to be booted, RUNNING -> RUNNING; DRY RUN",
                        "stop node web1 on sim: to be booted, RUNNING -> STOPPED; DRY RUN",
                        "start node web1 on sim: to be booted, STOPPED -> RUNNING; DRY RUN",
                        "suspend node web2 on sim: to be booted, RUNNING -> SUSPENDED; DRY RUN",
                        "resume node web2 on sim: to be booted, SUSPENDED -> RUNNING; DRY RUN",
                        "destroy node web1 on sim: to be booted, RUNNING -> DESTROYED; DRY RUN",
                        "destroy node web2 on sim: to be booted, RUNNING -> DESTROYED; DRY RUN");
        assertThat(dry.toString()).contains("Verb").contains("web2").contains("sim-medium");
    }

    @Test
    void doesTheSameThingsForRealAsItPlanned() {
        var dry = mesh.dryRun();
        wholeLife(dry);

        wholeLife(mesh);

        var changes = cloud.calls().stream()
                .map(DryRunTest::operation)
                .filter(verb -> !READS.contains(verb))
                .map(verb -> verb.equals("create") ? "boot" : verb);
        assertThat(dry.plan())
                .extracting(DryRun.Step::verb)
                .filteredOn(verb -> !verb.equals("run"))
                .containsExactlyElementsOf(changes.toList());
        assertThat(shell.ran()).hasSize(2);
    }

    @Test
    void previewsTheNamesTheNextBootWillGive() {
        mesh.nodes().boot(1);
        var dry = mesh.dryRun();

        var planned = dry.nodes().boot(3);
        var real = mesh.nodes().boot(3);

        assertThat(planned)
                .extracting(Node::name)
                .containsExactly("base-cloudmesh-ann-2", "base-cloudmesh-ann-3", "base-cloudmesh-ann-4")
                .containsExactlyElementsOf(real.stream().map(Node::name).toList());
    }

    @Test
    void seesTheCloudWithThePlanOnTop() {
        var nodes = mesh.nodes().boot(3, o -> o.name("web[1-3]"));
        cloud.add("foreign");
        var dry = mesh.dryRun();

        dry.nodes().stop(nodes.get(0));
        dry.nodes().destroy(nodes.get(1));
        dry.nodes().boot(1, o -> o.name("web2"));

        assertThat(dry.nodes().refresh())
                .extracting(node -> node.name() + " " + node.state())
                .containsExactlyInAnyOrder("web1 STOPPED", "web3 RUNNING", "foreign RUNNING", "web2 RUNNING");
        assertThat(mesh.nodes().refresh())
                .extracting(Node::name)
                .containsExactlyInAnyOrder("foreign", "web1", "web2", "web3");
    }

    @Test
    void findsAPlannedNodeOfTheNameItJustGave() {
        var dry = mesh.dryRun();
        dry.nodes().boot(1, o -> o.name("web1"));

        var again = dry.nodes().boot(1, o -> o.name("web1"));

        assertThat(again).extracting(Node::name).containsExactly("web2");
        assertThat(dry.nodes().get("web1").state()).isEqualTo(NodeState.PENDING);
    }

    @Test
    void saysThatAnOutputIsNotKnown() {
        var dry = mesh.dryRun();
        var nodes = dry.nodes().awaitReady(dry.nodes().boot(1), Duration.ofMinutes(1));

        var job = dry.jobs().run(Command.of("hostname"), nodes);

        assertThat(job.await()).singleElement().satisfies(result -> {
            assertThat(result.text()).isEqualTo("unknown: this was a dry run, and nothing ran");
            assertThat(result.ok()).isTrue();
        });
        assertThat(mesh.jobs().list()).isEmpty();
    }

    @Test
    void runsAJobOnRealNodesWithoutConnecting() {
        var nodes = mesh.nodes().boot(2);
        shell.refuse(SshException.Reason.UNREACHABLE, 100);
        var dry = mesh.dryRun();

        var ready = dry.nodes().awaitReady(nodes, Duration.ofMinutes(1));
        var results = dry.jobs().run(Script.of("uptime"), ready).await();

        assertThat(results).allMatch(Result::ok);
        assertThat(shell.ran()).isEmpty();
        assertThat(shell.disconnected()).isEmpty();
    }

    @Test
    void refusesOnTheRealMeshWhatWasOnlyPlanned() {
        var planned = mesh.dryRun().nodes().boot(1, o -> o.name("web1"));
        var callsBefore = cloud.calls();
        var verbs = List.<Runnable>of(
                () -> mesh.nodes().stop(planned),
                () -> mesh.nodes().destroy(planned),
                () -> mesh.nodes().awaitReady(planned, Duration.ofMinutes(1)),
                () -> mesh.cloud().nodes().reboot(planned),
                () -> mesh.jobs().run(Script.of("uptime"), planned));

        for (var verb : verbs) {
            assertThatThrownBy(verb::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("web1")
                    .hasMessageContaining("planned")
                    .hasMessageContaining("nothing was done");
        }
        assertThat(cloud.calls()).isEqualTo(callsBefore);
    }

    @Test
    void refusesWhatAnotherDryRunPlanned() {
        var planned = mesh.dryRun().nodes().boot(1, o -> o.name("web1"));
        var dry = mesh.dryRun();

        assertThatThrownBy(() -> dry.nodes().destroy(planned))
                .isInstanceOfSatisfying(
                        PartialFailureException.class,
                        e -> assertThat(e.batch().failures())
                                .singleElement()
                                .satisfies(
                                        failure -> assertThat(failure.cause()).isInstanceOf(NotFoundException.class)));
        assertThat(dry.plan()).isEmpty();
    }

    @Test
    void refusesWhatTheRealMeshWouldRefuse() {
        var node = mesh.nodes().boot(1).get(0);
        mesh.nodes().refresh();
        var dry = mesh.dryRun();

        assertThatThrownBy(() -> dry.nodes().boot(1, o -> o.image("no-such-image")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no-such-image");
        assertThatThrownBy(() -> dry.nodes().start(node))
                .isInstanceOfSatisfying(
                        PartialFailureException.class,
                        e -> assertThat(e.batch().failures())
                                .singleElement()
                                .satisfies(failure ->
                                        assertThat(failure.cause()).isInstanceOf(IllegalTransitionException.class)));
        assertThat(dry.plan()).isEmpty();
    }

    @Test
    void takesWhatIsUnderWayToEndWell() {
        cloud.bootTime(Duration.ofMinutes(3));
        var nodes = mesh.nodes().boot(2);
        var before = time.now();
        var dry = mesh.dryRun();

        var running = dry.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));

        assertThat(running).hasSize(2);
        assertThat(time.now()).isEqualTo(before);
    }

    @Test
    void tellsWhatARecoveryWouldDoAndDoesNothing() {
        store.beforeWrite(document -> {
            if (document.kind().equals("cloud")) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> mesh.nodes().boot(3)).isInstanceOf(Death.class);
        mesh.close();
        store.beforeWrite(document -> {});
        Recovery planned;

        try (var onlyReading = open(options -> options.store(ReadOnly.of(store)))) {
            planned = onlyReading.dryRun().recover();
        }

        mesh = open(options -> {});
        assertThat(planned.entries())
                .hasSize(3)
                .extracting(Recovery.Entry::outcome)
                .containsOnly(Recovery.Outcome.ADOPTED);
        assertThat(mesh.nodes().list()).isEmpty();
        assertThat(mesh.recover().entries()).isEqualTo(planned.entries());
    }

    @Test
    void keepsItsSettingsToItself() {
        var dry = mesh.dryRun();

        dry.cloud("sim").deactivate();
        dry.counters().incr("runs");

        assertThat(dry.cloud("sim").isActive()).isFalse();
        assertThat(mesh.cloud("sim").isActive()).isTrue();
        assertThat(mesh.counters().get("runs")).isZero();
    }

    @Test
    void handsOutNothingThatCouldChangeTheCloud() {
        var dry = mesh.dryRun();

        assertThatThrownBy(() -> dry.cloud().unwrap(Object.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void plansOnAPlan() {
        var first = mesh.dryRun();
        first.nodes().boot(1, o -> o.name("web1"));

        var second = first.dryRun();
        second.nodes().destroy(second.nodes().get("web1"));

        assertThat(second.plan()).extracting(DryRun.Step::verb).containsExactly("destroy");
        assertThat(first.plan()).extracting(DryRun.Step::verb).containsExactly("boot");
        assertThat(first.nodes().list()).hasSize(1);
    }

    @Test
    void keepsUserDataOutOfThePlan() {
        var dry = mesh.dryRun();

        dry.nodes().boot(1, o -> o.userData("password: canary-of-a-secret"));

        assertThat(dry.plan())
                .singleElement()
                .satisfies(step -> assertThat(step.toString())
                        .endsWith("with user data, status=starting; DRY RUN")
                        .doesNotContain("canary-of-a-secret"));
    }

    @Test
    void leavesTheRealMeshAsItWasWhenItIsClosed() throws Exception {
        var dry = mesh.dryRun();
        dry.nodes().boot(1);

        dry.close();

        assertThat(mesh.nodes().boot(1)).hasSize(1);
        assertThat(dry.plan()).hasSize(1);
        assertThat(Files.exists(directory.resolve("id_ed25519"))).isTrue();
    }

    @Test
    void isNoLessPatientWithACloudThanTheRealMesh() {
        cloud.inject(Fault.failBefore("list", new RateLimitException("sim", "list", 429, null, "slow down", null))
                .times(100));
        assertThatThrownBy(() -> mesh.nodes().refresh(o -> o.timeout(Duration.ofMinutes(1))))
                .isInstanceOf(RateLimitException.class);
        long real = calls("list");

        assertThatThrownBy(() -> mesh.dryRun().nodes().refresh(o -> o.timeout(Duration.ofMinutes(1))))
                .isInstanceOf(RateLimitException.class);

        assertThat(calls("list")).isEqualTo(2 * real);
    }

    @Test
    void plansInARecoveryOnlyWhatIsNotThereYet() {
        cloud.guarantee(CreateGuarantee.TOKEN)
                .inject(Fault.refuse("create", new QuotaExceededException("sim", "create", 403, null, "full", null))
                        .only(name -> name.equals("web2")));
        store.beforeWrite(document -> {
            if (document.kind().equals("cloud")) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> mesh.nodes().boot(3, o -> o.name("web[1-3]"))).isInstanceOf(Death.class);
        mesh.close();
        store.beforeWrite(document -> {});
        mesh = open(options -> {});
        var dry = mesh.dryRun();

        dry.recover();

        assertThat(dry.plan()).extracting(DryRun.Step::name).containsExactly("web2");
        assertThat(dry.nodes().refresh()).extracting(Node::name).containsExactlyInAnyOrder("web1", "web2", "web3");
    }

    @Test
    void namesWhatIsInNoStoreByWhatTheCloudHas() {
        cloud.add("foreign");
        List<Node> strangers;
        try (var other = open(options -> options.store(Store.inMemory()))) {
            strangers = other.nodes().refresh();
        }
        var dry = mesh.dryRun();

        dry.nodes().destroy(strangers);

        assertThat(dry.plan())
                .extracting(DryRun.Step::toString)
                .containsExactly("destroy node foreign on sim: sim-000001, RUNNING -> DESTROYED; DRY RUN");
    }

    @Test
    void looksOnceForWhatWillNotCome() {
        var nodes = mesh.nodes().boot(1);
        var dry = mesh.dryRun();

        assertThatThrownBy(() -> dry.nodes().await(nodes, NodeState.STOPPED, Duration.ofDays(1)))
                .isInstanceOfSatisfying(
                        PartialFailureException.class,
                        e -> assertThat(e.batch().failures())
                                .singleElement()
                                .satisfies(failure ->
                                        assertThat(failure.cause()).isInstanceOf(WaitTimeoutException.class)));

        assertThat(calls("get")).isEqualTo(1);
    }

    @Test
    void givesUpInARecoveryWhatTheRealMeshWouldGiveUp() {
        cloud.maxBatch(100);
        store.beforeWrite(document -> {
            if (document.kind().equals("cloud")) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> mesh.nodes().boot(2)).isInstanceOf(Death.class);
        mesh.close();
        cloud.remove(cloud.machines().get(1).id());
        store.beforeWrite(document -> {});
        mesh = open(options -> {});

        var planned = mesh.dryRun().recover();

        assertThat(planned.entries())
                .extracting(Recovery.Entry::outcome)
                .containsExactlyInAnyOrder(Recovery.Outcome.ADOPTED, Recovery.Outcome.ABANDONED);
        assertThat(calls("find")).isEqualTo(2);
        assertThat(mesh.recover().entries()).isEqualTo(planned.entries());
    }

    @Test
    void tellsEachStepInOneLine() {
        var dry = mesh.dryRun();
        var nodes = dry.nodes().awaitReady(dry.nodes().boot(1), Duration.ofMinutes(1));

        dry.jobs().run(Command.of("sh", "-c", "cd /tmp\r\nls"), nodes);

        assertThat(dry.plan())
                .last()
                .satisfies(step -> assertThat(step.toString()).endsWith("sh -c 'cd /tmp ls'; DRY RUN"));
    }

    @Test
    void leavesToTheRealMeshToDestroyWhatWasDestroyedInThePlanAlone() {
        cloud.add("foreign");
        var dry = mesh.dryRun();
        var planned = dry.nodes().destroy(dry.nodes().refresh());

        mesh.nodes().destroy(planned);

        assertThat(cloud.names()).isEmpty();
    }
}

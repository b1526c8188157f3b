package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudmesh.AuthException;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Failure;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Script;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.sim.Fault;
import org.junit.jupiter.api.Test;

class WaitTest extends EngineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void waitsUntilAllAreThere() {
        cloud.bootTime(Duration.ofSeconds(30));
        var nodes = mesh.nodes().boot(5);
        assertThat(nodes).extracting(Node::state).containsOnly(NodeState.PENDING);

        var running = mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE);

        assertThat(running).extracting(Node::state).containsOnly(NodeState.RUNNING);
        assertThat(running)
                .extracting(Node::name)
                .containsExactlyElementsOf(nodes.stream().map(Node::name).toList());
    }

    @Test
    void asksOnceALookHoweverManyNodesThereAre() {
        cloud.bootTime(Duration.ofSeconds(20));
        var nodes = mesh.nodes().boot(100);

        mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE);

        assertThat(calls("get")).isEqualTo(11);
    }

    @Test
    void givesUpAtItsDeadlineWithTheLastStateOfEach() {
        cloud.bootTime(Duration.ofMinutes(10));
        var nodes = mesh.nodes().boot(2);
        var before = time.now();

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE));

        assertThat(Duration.between(before, time.now())).isEqualTo(MINUTE);
        assertThat(e.getCause()).isInstanceOf(WaitTimeoutException.class);
        assertThat(((WaitTimeoutException) e.getCause()).last())
                .isEqualTo(Map.of(
                        nodes.get(0).id(), NodeState.PENDING, nodes.get(1).id(), NodeState.PENDING));
    }

    @Test
    void endsAtOnceForANodeThatCanNoLongerGetThere() {
        cloud.bootTime(Duration.ofMinutes(10));
        var nodes = mesh.nodes().boot(1);
        cloud.breakNode(nodes.get(0).id().providerId());
        var before = time.now();

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE));

        assertThat(time.now()).isEqualTo(before);
        assertThat(e).hasMessageContaining("is ERROR and will not be RUNNING: the simulated host broke");
    }

    @Test
    void keepsThoseThatGotThere() {
        var nodes = mesh.nodes().boot(3);
        cloud.breakNode(nodes.get(1).id().providerId());

        var running = mesh.nodes().await(nodes, NodeState.RUNNING, options -> options.atLeast(2));

        assertThat(running).hasSize(2);
        assertThat(running.failures())
                .extracting(Failure::id)
                .containsExactly(nodes.get(1).id());
    }

    @Test
    void knowsANodeThatIsGoneFromOneThatIsNotListedYet() {
        cloud.listingLag(Duration.ofSeconds(20));
        var nodes = mesh.nodes().boot(1);

        var running = mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE);
        cloud.remove(nodes.get(0).id().providerId());
        time.advance(Duration.ofMinutes(5));
        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().await(nodes, NodeState.STOPPED, MINUTE));

        assertThat(running).hasSize(1);
        assertThat(e.getCause()).isInstanceOf(NotFoundException.class).hasMessageContaining("is gone");
    }

    @Test
    void waitsForANodeToBeGone() {
        var nodes = mesh.nodes().boot(1);
        cloud.remove(nodes.get(0).id().providerId());
        time.advance(Duration.ofMinutes(5));

        var gone = mesh.nodes().await(nodes, NodeState.DESTROYED, MINUTE);

        assertThat(gone).extracting(Node::state).containsExactly(NodeState.DESTROYED);
        assertThat(mesh.nodes().list()).isEmpty();
    }

    @Test
    void asksAgainWhenTheCloudFailsForAMoment() {
        var nodes = mesh.nodes().boot(1);
        cloud.inject(Fault.failBefore("get", new UnavailableException("sim", "get", 503, null, "busy", null))
                .times(3));

        var running = mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE);

        assertThat(running).hasSize(1);
        assertThat(calls("get")).isEqualTo(4);
    }

    @Test
    void endsAtOnceWhenTheCloudWillNotAnswer() {
        var nodes = mesh.nodes().boot(1);
        cloud.inject(Fault.failBefore("get", new AuthException("sim", "get", 401, null, "who are you?", null)));

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE));

        assertThat(e.getCause()).isInstanceOf(AuthException.class);
        assertThat(calls("get")).isEqualTo(1);
    }

    @Test
    void isReadyOnlyWhenSshAnswered() {
        cloud.bootTime(Duration.ofSeconds(10));
        shell.refuse(Reason.UNREACHABLE, 3).refuse(Reason.AUTHENTICATION, 2);
        var nodes = mesh.nodes().boot(1);

        var ready = mesh.nodes().awaitReady(nodes, MINUTE);

        assertThat(ready).extracting(Node::state).containsExactly(NodeState.RUNNING);
        assertThat(ready.get(0).ssh()).isNotNull();
        assertThat(calls("get")).isEqualTo(5 + 1 + 5);
    }

    @Test
    void saysWhatKeptANodeFromBeingReady() {
        shell.refuse(Reason.UNREACHABLE, 1000);
        var nodes = mesh.nodes().boot(1);

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().awaitReady(nodes, MINUTE));

        assertThat(e.getCause())
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("not ready within PT1M; last seen RUNNING, and base-cloudmesh-ann-1 at sim@");
    }

    @Test
    void doesNotWaitForAHostKeyToChangeBack() {
        shell.refuse(Reason.HOST_KEY_CHANGED, 1);
        var nodes = mesh.nodes().boot(1);

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().awaitReady(nodes, MINUTE));

        assertThat(((SshException) e.getCause()).reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
        assertThat(calls("get")).isEqualTo(1);
    }

    @Test
    void endsWhenItIsCancelled() {
        cloud.bootTime(Duration.ofMinutes(10));
        var nodes = mesh.nodes().boot(1);
        var cancellation = new Cancellation();
        mesh.onEvent(event -> cancellation.cancel());
        cloud.breakNode(nodes.get(0).id().providerId());
        cancellation.cancel();

        var e = catchThrowableOfType(
                PartialFailureException.class,
                () -> mesh.nodes().await(nodes, NodeState.STOPPED, options -> options.cancelOn(cancellation)));

        assertThat(e.getCause()).isInstanceOf(CancelledException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void endsWhenItsThreadIsInterruptedAndLeavesItSo() {
        cloud.bootTime(Duration.ofMinutes(10));
        var nodes = mesh.nodes().boot(1);
        Thread.currentThread().interrupt();

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.getCause()).isInstanceOf(CancelledException.class);
    }

    @Test
    void endsWithItsMesh() {
        cloud.bootTime(Duration.ofMinutes(10));
        var program = new Mesh[1];
        program[0] = open(options -> options.time(new Time() {
            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public void sleep(Duration duration) {
                time.advance(duration);
                program[0].close();
            }
        }));
        var nodes = program[0].nodes().boot(1);
        var before = time.now();

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> program[0].nodes().await(nodes, NodeState.RUNNING, MINUTE));

        assertThat(e.getCause()).isInstanceOf(CancelledException.class);
        assertThat(time.now()).isEqualTo(before.plusSeconds(2));
    }

    @Test
    void doesNotWaitForADestroyedNodeToBeListed() {
        var node = mesh.nodes().boot(1).get(0);
        cloud.remove(node.id().providerId());
        var leaving = new NodeBuilder(node).state(NodeState.DESTROYING).build();
        var before = time.now();

        var gone = mesh.nodes().await(List.of(leaving), NodeState.DESTROYED, MINUTE);

        assertThat(gone).extracting(Node::state).containsExactly(NodeState.DESTROYED);
        assertThat(time.now()).isEqualTo(before);
    }

    @Test
    void asksTheStoreNoOftenerForMoreNodes() {
        int few = operationsToSeeGone(3);

        int many = operationsToSeeGone(300);

        assertThat(many).isEqualTo(few).isLessThan(25);
    }

    private int operationsToSeeGone(int count) {
        var nodes = mesh.nodes().boot(count);
        nodes.forEach(node -> cloud.remove(node.id().providerId()));
        time.advance(Duration.ofMinutes(5));
        int before = store.operations();
        mesh.nodes().await(nodes, NodeState.DESTROYED, MINUTE);
        return store.operations() - before;
    }

    @Test
    void takesForeverAsATimeout() {
        var forever = Duration.ofSeconds(Long.MAX_VALUE);
        var nodes = mesh.nodes().boot(2);

        var running = mesh.nodes().await(nodes, NodeState.RUNNING, forever);
        var results = mesh.jobs()
                .run(Script.of("hostname"), running, options -> options.timeout(forever))
                .await(forever);

        assertThat(results).hasSize(2);
        assertThat(mesh.nodes().destroy(nodes, options -> options.timeout(forever)))
                .hasSize(2);
    }

    @Test
    void writesDownOnlyWhatHasChanged() {
        cloud.bootTime(Duration.ofMinutes(3));
        var nodes = mesh.nodes().boot(3);
        var written = new ArrayList<String>();
        store.beforeWrite(document -> written.add(document.key()));

        var running = mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));

        assertThat(written).hasSameSizeAs(nodes);
        assertThat(running).extracting(Node::observedAt).containsOnly(time.now());
        assertThat(mesh.nodes().list()).isEqualTo(List.copyOf(running));
    }

    @Test
    void returnsNodesAsTheyWereJustSeenThoughNothingHasChanged() {
        var nodes = mesh.nodes().await(mesh.nodes().boot(2), NodeState.RUNNING, MINUTE);
        time.advance(MINUTE);

        var again = mesh.nodes().await(nodes, NodeState.RUNNING, MINUTE);

        assertThat(again).extracting(Node::observedAt).containsOnly(time.now());
    }

    @Test
    void refusesNodesOfACloudThatIsNotInTheMesh() {
        var strange = new NodeBuilder(mesh.nodes().boot(1).get(0).id(), "web", NodeState.RUNNING, time.now()).build();
        var elsewhere = new NodeBuilder(new NodeId("elsewhere", "1"), "web", NodeState.RUNNING, time.now()).build();

        var thrown = catchThrowableOfType(
                NotFoundException.class,
                () -> mesh.nodes().await(List.of(strange, elsewhere), NodeState.RUNNING, MINUTE));

        assertThat(thrown).hasMessageContaining("elsewhere");
    }
}

package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cloudmesh.Batch;
import org.cloudmesh.Event;
import org.cloudmesh.Failure;
import org.cloudmesh.Feature;
import org.cloudmesh.IllegalTransitionException;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Nodes;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Script;
import org.cloudmesh.StoreException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.Query;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest extends EngineTest {

    @Test
    void stopsStartsSuspendsResumesRebootsAndDestroys() {
        var nodes = mesh.nodes().boot(2);

        nodes = mesh.nodes().stop(nodes);
        assertThat(nodes).extracting(Node::state).containsOnly(NodeState.STOPPED);
        nodes = mesh.nodes().start(nodes);
        assertThat(nodes).extracting(Node::state).containsOnly(NodeState.RUNNING);
        nodes = mesh.nodes().suspend(nodes);
        assertThat(nodes).extracting(Node::state).containsOnly(NodeState.SUSPENDED);
        nodes = mesh.nodes().resume(nodes);
        assertThat(nodes).extracting(Node::state).containsOnly(NodeState.RUNNING);
        nodes = mesh.nodes().reboot(nodes);
        assertThat(nodes).extracting(Node::state).containsOnly(NodeState.RUNNING);
        nodes = mesh.nodes().destroy(nodes);
        assertThat(nodes).extracting(Node::state).containsOnly(NodeState.DESTROYED);

        assertThat(cloud.names()).isEmpty();
        assertThat(mesh.nodes().list()).isEmpty();
    }

    @ParameterizedTest(name = "{0} nodes, {1} a request")
    @CsvSource({"1,1", "100,1", "101,100", "1000,1000"})
    void accountsForEachOfABatch(int count, int maxBatch) {
        cloud.maxBatch(maxBatch);
        var nodes = mesh.nodes().boot(count);
        var gone = nodes.subList(0, count / 33);
        gone.forEach(node -> cloud.remove(node.id().providerId()));

        var stopped = mesh.nodes().stop(nodes, options -> options.atLeast(0));

        assertThat(stopped).hasSize(count - gone.size());
        assertThat(stopped.failures())
                .extracting(Failure::id)
                .containsExactlyElementsOf(gone.stream().map(Node::id).toList());
        assertThat(stopped.failures())
                .extracting(Failure::cause)
                .allSatisfy(cause -> assertThat(cause).isInstanceOf(NotFoundException.class));
    }

    @Test
    void sendsOneRequestForAsManyAsTheCloudTakesAtOnce() {
        cloud.maxBatch(100);
        var nodes = mesh.nodes().boot(250);

        mesh.nodes().stop(nodes);

        assertThat(calls("create")).isEqualTo(3);
        assertThat(calls("stop")).isEqualTo(3);
    }

    @Test
    void reportsANodeTheAnswerLeftOut() {
        cloud.maxBatch(10);
        var nodes = mesh.nodes().boot(3);
        cloud.inject(Fault.failAfter("stop", new UnavailableException("sim", "stop", 504, null, "timeout", null)));

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().stop(nodes));

        assertThat(e.batch()).isEmpty();
        assertThat(e.batch().failures()).hasSize(3);
        assertThat(mesh.nodes().refresh()).extracting(Node::state).containsOnly(NodeState.STOPPED);
    }

    /** A9: the verb needs a state; everything else is refused, in a sentence, and nothing is sent. */
    @ParameterizedTest(name = "{0} of a node that is {1}")
    @CsvSource({
        "start,RUNNING",
        "start,SUSPENDED",
        "start,DESTROYED",
        "stop,STOPPED",
        "stop,DESTROYED",
        "suspend,STOPPED",
        "suspend,SUSPENDED",
        "resume,RUNNING",
        "resume,STOPPED",
        "reboot,STOPPED",
        "reboot,DESTROYED"
    })
    void refusesAnIllegalTransition(String verb, NodeState state) {
        var node = nodeIn(state);
        long before = calls(verb);

        var e = catchThrowableOfType(PartialFailureException.class, () -> apply(verb, mesh.nodes(), node));

        assertThat(e).hasCauseInstanceOf(IllegalTransitionException.class);
        assertThat(e.getCause())
                .hasMessageStartingWith("%s has status: %s and was therefore not ".formatted(node.name(), state.word()))
                .hasMessageContaining(", and %s is %s".formatted(node.id(), state));
        assertThat(calls(verb)).isEqualTo(before);
    }

    @Test
    void refusesToStartADestroyedNodeInTheOriginalsWords() {
        var node = nodeIn(NodeState.DESTROYED);

        assertThatThrownBy(() -> mesh.nodes().start(node))
                .isInstanceOf(PartialFailureException.class)
                .hasMessageContaining(
                        "base-cloudmesh-ann-1 has status: terminated and was therefore not restarted; start needs STOPPED");
    }

    @Test
    void knowsBetterThanAnOldRecord() {
        var running = mesh.nodes().boot(1).get(0);
        mesh.nodes().stop(running);

        var started = mesh.nodes().start(running);

        assertThat(started).extracting(Node::state).containsExactly(NodeState.RUNNING);
    }

    @Test
    void countsANodeThatIsGoneAlreadyAsDestroyed() {
        var nodes = mesh.nodes().boot(2);
        mesh.nodes().destroy(nodes.get(0));

        var destroyed = mesh.nodes().destroy(nodes);

        assertThat(destroyed).hasSize(2);
        assertThat(calls("destroy")).isEqualTo(2);
    }

    @Test
    void takesTheSameNodeTwiceAsOneWish() {
        var node = mesh.nodes().boot(1).get(0);

        var stopped = mesh.nodes().stop(node, node);

        assertThat(stopped).hasSize(1);
        assertThat(calls("stop")).isEqualTo(1);
    }

    @Test
    void writesDownWhatDestroysBeforeItIsAsked() {
        var node = mesh.nodes().boot(1).get(0);
        var order = new ArrayList<String>();
        store.beforeWrite(document -> {
            if (document.kind().equals("intent")) {
                order.add(document.name() + " " + document.state() + " after " + calls("destroy"));
            }
        });

        mesh.nodes().destroy(node);

        assertThat(order).containsExactly("destroy OPEN after 0", "destroy CLOSED after 1");
    }

    @Test
    void sendsNothingToACloudThatCannot() {
        cloud.features(Set.of(Feature.BOOT, Feature.STOP));
        var node = mesh.nodes().boot(1).get(0);

        assertThatThrownBy(() -> mesh.nodes().suspend(node))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("cloud \"sim\" has no SUSPEND; nothing was sent");
        assertThat(calls("suspend")).isZero();
    }

    @Test
    void refusesAnEmptySelection() {
        assertThatThrownBy(() -> mesh.nodes().stop(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no node was given; nothing was done");
    }

    @Test
    void refusesANodeOfAnotherCloud() {
        var other = new SimCloud();
        try (var both = open(options -> options.cloud("other", other))) {
            var node = both.cloud("other").nodes().boot(1).get(0);

            assertThatThrownBy(() -> both.cloud("sim").nodes().destroy(node))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not on cloud \"sim\"; nothing was done");
            assertThat(other.names()).hasSize(1);
        }
    }

    @Test
    void worksOnNodesOfSeveralCloudsAtOnce() {
        var other = new SimCloud();
        try (var both = open(options -> options.cloud("other", other))) {
            var nodes = new ArrayList<>(both.cloud("sim").nodes().boot(2));
            nodes.addAll(both.cloud("other").nodes().boot(2));

            var destroyed = both.nodes().destroy(nodes);

            assertThat(destroyed)
                    .extracting(Node::name)
                    .containsExactlyElementsOf(nodes.stream().map(Node::name).toList());
            assertThat(cloud.names()).isEmpty();
            assertThat(other.names()).isEmpty();
        }
    }

    @Test
    void tellsOfEachChange() {
        var node = mesh.nodes().boot(1).get(0);
        events.clear();

        mesh.nodes().stop(node);

        assertThat(events).extracting(Event::toString).containsExactly("base-cloudmesh-ann-1 RUNNING -> STOPPED");
    }

    private Node nodeIn(NodeState state) {
        var nodes = mesh.nodes().boot(1);
        return switch (state) {
            case STOPPED -> mesh.nodes().stop(nodes).get(0);
            case SUSPENDED -> mesh.nodes().suspend(nodes).get(0);
            case DESTROYED -> mesh.nodes().destroy(nodes).get(0);
            default -> nodes.get(0);
        };
    }

    private static Batch<Node> apply(String verb, Nodes nodes, Node node) {
        return switch (verb) {
            case "start" -> nodes.start(node);
            case "stop" -> nodes.stop(node);
            case "suspend" -> nodes.suspend(node);
            case "resume" -> nodes.resume(node);
            default -> nodes.reboot(node);
        };
    }

    @Test
    void leavesNoIntentOpen() {
        var nodes = mesh.nodes().boot(3);

        mesh.nodes().destroy(nodes);

        assertThat(store.find(Query.of("intent").state("OPEN"))).isEmpty();
    }

    @Test
    void hangsUpOnNobodyWhenNothingIsSent() {
        cloud.features(Set.of(Feature.BOOT, Feature.STOP, Feature.REBOOT));
        var nodes = mesh.nodes().boot(2);
        mesh.nodes().stop(nodes.get(0));

        assertThatThrownBy(() -> mesh.nodes().suspend(nodes)).isInstanceOf(UnsupportedFeatureException.class);
        mesh.nodes().reboot(nodes, options -> options.atLeast(1));

        assertThat(shell.disconnected())
                .containsExactly(nodes.get(0).id(), nodes.get(1).id());
    }

    /** A listing that the cloud answered before the machine was gone, and that was recorded after it was asked. */
    @Test
    void isNotOutdoneByAListingFromBefore() {
        var program = new Mesh[1];
        program[0] = open(options -> options.onRequest(request -> {
            if (request.operation().equals("destroy")) {
                time.advance(Duration.ofSeconds(1));
                program[0].nodes().refresh();
            }
        }));
        var nodes = program[0].nodes().boot(1);

        var destroyed = program[0].nodes().destroy(nodes);
        program[0].close();

        assertThat(destroyed).extracting(Node::state).containsExactly(NodeState.DESTROYED);
        assertThat(mesh.nodes().list()).isEmpty();
        assertThat(store.count(Query.of("claim"))).isZero();
    }

    @Test
    void forgetsTheHostKeysOfThoseThatAreGoneThoughOneIsNot() {
        var nodes = mesh.nodes().boot(2);
        mesh.jobs().run(Script.of("hostname"), nodes).await();
        var kept = nodes.get(0).id();
        cloud.inject(Fault.refuse("destroy", new UnavailableException("sim", "destroy", 409, null, "locked", null))
                .only(kept.providerId()::equals));

        assertThatThrownBy(() -> mesh.nodes().destroy(nodes)).isInstanceOf(PartialFailureException.class);

        assertThat(store.find(Query.of("hostkey")))
                .extracting(each -> each.key())
                .containsExactly(kept.toString());
    }

    @Test
    void leavesNoIntentOpenWhenNotAllCouldBeWritten() {
        try (var both = open(options -> options.cloud("other", new SimCloud()))) {
            var nodes = new ArrayList<>(both.cloud("sim").nodes().boot(1));
            nodes.addAll(both.cloud("other").nodes().boot(1));
            store.beforeWrite(document -> {
                if (document.kind().equals("intent") && "other".equals(document.cloud())) {
                    throw new StoreException("disk full");
                }
            });

            assertThatThrownBy(() -> both.nodes().destroy(nodes)).isInstanceOf(StoreException.class);
        }

        assertThat(store.find(Query.of("intent").state("OPEN"))).isEmpty();
        assertThat(cloud.names()).hasSize(1);
    }

    @Test
    void knowsTheAddressOfWhatRebootsAndOfNothingThatStops() {
        cloud.bootTime(Duration.ofMinutes(1));
        var nodes = mesh.nodes().await(mesh.nodes().boot(2), NodeState.RUNNING, Duration.ofMinutes(5));

        var rebooting = mesh.nodes().reboot(nodes.get(0));
        var stopping = mesh.nodes().stop(nodes.get(1));

        assertThat(rebooting.get(0).state()).isEqualTo(NodeState.REBOOTING);
        assertThat(rebooting.get(0).ssh()).isEqualTo(nodes.get(0).ssh()).isNotNull();
        assertThat(stopping.get(0).ssh()).isNull();
    }

    @Test
    void writesItsIntentBeforeItStartsOrResumes() {
        var nodes = mesh.nodes().boot(2);
        mesh.nodes().stop(nodes.get(0));
        mesh.nodes().suspend(nodes.get(1));
        var before = new ArrayList<String>();
        store.beforeWrite(document -> {
            if (document.kind().equals("intent") && "OPEN".equals(document.state())) {
                before.add(document.name() + " after " + calls(document.name()));
            }
        });

        mesh.nodes().start(nodes.get(0));
        mesh.nodes().resume(nodes.get(1));

        assertThat(before).containsExactly("start after 0", "resume after 0");
    }
}

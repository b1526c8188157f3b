package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmesh.AmbiguousNameException;
import org.cloudmesh.Batch;
import org.cloudmesh.Failure;
import org.cloudmesh.IllegalTransitionException;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Nodes;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs with names: each is done or reported. */
class ByNameTest extends EngineTest {

    @Test
    void doesEachVerbByName() {
        mesh.nodes().boot(3, o -> o.name("web[1-3]"));

        assertThat(mesh.nodes().stop("web[1-3]")).extracting(Node::state).containsOnly(NodeState.STOPPED);
        assertThat(mesh.nodes().start("web1,web2")).extracting(Node::state).containsOnly(NodeState.RUNNING);
        assertThat(mesh.nodes().suspend("web1")).extracting(Node::state).containsOnly(NodeState.SUSPENDED);
        assertThat(mesh.nodes().resume("web1")).extracting(Node::state).containsOnly(NodeState.RUNNING);
        assertThat(mesh.nodes().reboot("web1")).extracting(Node::state).containsOnly(NodeState.RUNNING);
        assertThat(mesh.nodes().destroy("web[1-3]")).extracting(Node::name).containsExactly("web1", "web2", "web3");

        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void doesTheOthersWhenOneIsNotThere() {
        mesh.nodes().boot(2, o -> o.name("web[1-2]"));

        var stopped = mesh.nodes().stop("web1,nix,web2", o -> o.atLeast(2));

        assertThat(stopped).extracting(Node::name).containsExactly("web1", "web2");
        assertThat(stopped.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reference()).isEqualTo("nix");
            assertThat(failure.id()).isNull();
            assertThat(failure.cause()).isInstanceOf(NotFoundException.class);
            assertThat(failure)
                    .hasToString(
                            "nix : not found; nix was not stopped: the store has no such node in this mesh; known: web1, web2");
        });
    }

    @Test
    void throwsWithBothHalvesWhenAllWereWanted() {
        mesh.nodes().boot(1, o -> o.name("web1"));

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().destroy("web1,nix"));

        assertThat(e).hasMessageStartingWith("destroy: 1 of 2 done; nix : not found; nix was not destroyed");
        assertThat(e.batch()).extracting(Node::name).containsExactly("web1");
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void asksNoCloudWhenNoneIsThere() {
        mesh.nodes().boot(1, o -> o.name("web1"));
        int before = cloud.calls().size();

        var stopped = mesh.nodes().stop("nix[1-20]", o -> o.atLeast(0));

        assertThat(stopped).isEmpty();
        assertThat(stopped.failures())
                .extracting(Failure::reference)
                .hasSize(20)
                .startsWith("nix1", "nix2");
        assertThat(cloud.calls()).hasSize(before);
    }

    @Test
    void refusesANameThatTwoShareAndTakesTheirIds() {
        cloud.add("twin").add("twin").add("web1");
        var ids = mesh.nodes().refresh().stream()
                .filter(node -> node.name().equals("twin"))
                .map(Node::id)
                .toList();

        var stopped = mesh.nodes().stop("twin,web1", o -> o.atLeast(1));
        var byId = mesh.nodes().stop(ids.get(0) + "," + ids.get(1).providerId());

        assertThat(stopped).extracting(Node::name).containsExactly("web1");
        assertThat(stopped.failures()).extracting(Failure::reference).containsExactly("twin");
        assertThat(stopped.failures().get(0).cause())
                .isInstanceOfSatisfying(
                        AmbiguousNameException.class,
                        cause -> assertThat(cause.ids()).containsExactlyInAnyOrderElementsOf(ids));
        assertThat(byId).extracting(Node::id).containsExactlyElementsOf(ids);
    }

    @Test
    void accountsForWrongStatesAndWrongNamesAlike() {
        mesh.nodes().boot(3, o -> o.name("web[1-3]"));
        mesh.nodes().stop("web1,web3");

        var started = mesh.nodes().start("web[1-4]", o -> o.atLeast(0));

        assertThat(started).extracting(Node::name).containsExactly("web1", "web3");
        assertThat(started.failures())
                .extracting(Failure::cause)
                .hasExactlyElementsOfTypes(NotFoundException.class, IllegalTransitionException.class);
        assertThat(started.failures().get(1).toString())
                .startsWith(
                        "web2 has status: running and was therefore not restarted; start needs STOPPED, and sim/sim-00000");
    }

    @Test
    void takesOneNodeOfManySpellingsForOne() {
        mesh.nodes().boot(1, o -> o.name("TEST_VM"));

        assertThat(mesh.nodes().stop("TEST_VM,test-vm,TEST_VM")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void wantsAName(String nothing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mesh.nodes().stop(nothing))
                .withMessageContaining("it has no name in it");
    }

    @Test
    void doesNotWantMoreThanWereNamed() {
        mesh.nodes().boot(1, o -> o.name("web1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> mesh.nodes().stop("web1,nix", o -> o.atLeast(3)))
                .withMessage("at least 3 of 2 nodes cannot be had; nothing was done");
        assertThat(calls("stop")).isZero();
    }

    @Test
    void finishesNothingOnAnotherCloud() {
        var other = new SimCloud();
        try (var both = open(o -> o.cloud("other", other))) {
            both.cloud("other").nodes().boot(1, o -> o.name("web1"));

            var here = both.cloud("sim").nodes().destroy("web1", o -> o.atLeast(0));
            var there = both.cloud("other").nodes().destroy("web1");

            assertThat(here.failures())
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "web1 : not found; web1 was not destroyed: the store has no such node on cloud \"sim\"; none is known");
            assertThat(there).hasSize(1);
        }
    }

    @Test
    void plansTheSameInADryRun() {
        mesh.nodes().boot(2, o -> o.name("web[1-2]"));
        var dry = mesh.dryRun();

        var planned = stopAndStart(dry);
        var done = stopAndStart(mesh);

        assertThat(dry.plan())
                .extracting(step -> step.verb() + " " + step.name())
                .containsExactly("stop web1", "stop web2", "start web1", "start web2");
        assertThat(planned.failures()).hasToString(done.failures().toString());
        assertThat(planned)
                .extracting(Node::name)
                .containsExactlyElementsOf(done.stream().map(Node::name).toList());
    }

    private static Batch<Node> stopAndStart(Mesh mesh) {
        Nodes nodes = mesh.nodes();
        nodes.stop("web[1-3]", o -> o.atLeast(2));
        return nodes.start("web[1-3]", o -> o.atLeast(2));
    }

    @Test
    void accountsForAThousand() {
        mesh.nodes().boot(500, o -> o.name("web[1-500]"));
        var names = IntStream.rangeClosed(1, 1000).mapToObj(i -> "web" + i).collect(Collectors.joining(","));

        var stopped = mesh.nodes().stop(names, o -> o.atLeast(500));

        assertThat(stopped).hasSize(500);
        assertThat(stopped.failures()).hasSize(500);
        assertThat(stopped.failures().get(499).toString()).endsWith("; list() tells the names there are");
    }
}

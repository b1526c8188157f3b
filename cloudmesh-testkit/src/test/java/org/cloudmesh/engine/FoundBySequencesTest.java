package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.Recovery;
import org.cloudmesh.Recovery.Outcome;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.testkit.sim.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What random sequences found, in as few steps as it takes. */
class FoundBySequencesTest extends EngineTest {

    @Test
    void asksForNoMoreNodesThanItWasGiven() {
        var nodes = mesh.nodes().boot(1);

        assertThatThrownBy(() -> mesh.nodes().stop(nodes, options -> options.atLeast(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at least 2 of 1 nodes cannot be had; nothing was done");
        assertThatThrownBy(() -> mesh.nodes().await(nodes, NodeState.STOPPED, options -> options.atLeast(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mesh.nodes().awaitReady(nodes, options -> options.atLeast(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The intent stays open for the machine that nobody can say of, perhaps for ever; the other name is free. */
    @Test
    void freesTheNameOfAMachineThatWasRefusedBesideOneNobodyCanSayOf() {
        cloud.guarantee(CreateGuarantee.NONE)
                .inject(Fault.lose("create", unavailable()).only("web00"::equals))
                .inject(Fault.refuse("create", unavailable()).only("web01"::equals));
        dieAtTheFirst("claim", "{}", () -> mesh.nodes().boot(2, options -> options.name("web")));

        try (var next = open(options -> {})) {
            var recovery = next.recover();

            assertThat(recovery.entries()).extracting(Recovery.Entry::name).containsExactly("web00");
        }
        assertThat(store.find(Query.of("claim"))).extracting(Document::key).containsExactly("web00");
    }

    @Test
    void keepsTheNameOfOurMachineWhenAStrangersOfTheSameNameGoes() {
        mesh.nodes().boot(1, options -> options.name("web"));
        cloud.add("web");
        var strangers = mesh.nodes().refresh().stream()
                .filter(node -> node.labels().isEmpty())
                .toList();

        mesh.nodes().destroy(strangers);

        assertThat(strangers).hasSize(1);
        assertThat(store.find(Query.of("claim"))).extracting(Document::key).containsExactly("web");
        assertThat(mesh.sweep().nodes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CreateGuarantee.class)
    void bootsNothingAnewThatWasDestroyedAfterTheDeath(CreateGuarantee guarantee) {
        cloud.guarantee(guarantee).maxBatch(10);
        dieAtTheFirst("intent", "CLOSED", () -> mesh.nodes().boot(2));

        try (var next = open(options -> {})) {
            next.nodes().destroy(next.nodes().list());
            var recovery = next.recover();

            assertThat(recovery.entries())
                    .hasSize(2)
                    .extracting(Recovery.Entry::outcome)
                    .containsOnly(Outcome.FINISHED);
            assertThat(next.recover().entries()).isEmpty();
        }
        assertThat(cloud.names()).isEmpty();
        assertThat(store.find(Query.of("claim"))).isEmpty();
    }

    @Test
    void reportsAMachineAsMadeThatWasRefusedOnlyTheFirstTimeItsRequestWasSent() {
        cloud.guarantee(CreateGuarantee.TOKEN)
                .maxBatch(2)
                .inject(Fault.refuse("create", unavailable())
                        .only("web00"::equals)
                        .times(1))
                .inject(Fault.refuse("create", new RateLimitException("sim", "create", 429, null, "slower", null))
                        .only("web01"::equals)
                        .times(1));

        var nodes = mesh.nodes().boot(2, options -> options.name("web").atLeast(0));

        assertThat(nodes).extracting(Node::name).hasSameElementsAs(cloud.names());
        assertThat(cloud.names()).hasSize(2);
    }

    private static CloudmeshException unavailable() {
        return new UnavailableException("sim", "create", 503, null, "no answer", null);
    }

    /** The program dies when it first writes such a document. */
    private void dieAtTheFirst(String kind, String text, Runnable verb) {
        store.beforeWrite(document -> {
            if (document.kind().equals(kind) && document.json().contains(text)) {
                throw new IllegalStateException("dead");
            }
        });
        assertThat(catchThrowable(verb::run)).isNotNull();
        mesh.close();
        store.beforeWrite(document -> {});
    }
}

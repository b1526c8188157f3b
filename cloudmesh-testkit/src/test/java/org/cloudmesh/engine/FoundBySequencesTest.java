package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cloudmesh.NodeState;
import org.junit.jupiter.api.Test;

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
}

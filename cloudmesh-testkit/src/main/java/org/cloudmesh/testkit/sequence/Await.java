package org.cloudmesh.testkit.sequence;

import org.cloudmesh.NodeState;
import org.jspecify.annotations.Nullable;

/** Waits until those nodes are in that state; until they are ready, where it is null. */
record Await(int program, @Nullable NodeState state, Pick pick, Limits limits) implements Step {

    @Override
    public String run(World world) {
        var nodes = world.program(program).mesh().nodes();
        var given = pick.from(world, world.program(program));
        if (limits.areBad(given)) {
            return world.refuses(() -> nodes.await(given, NodeState.RUNNING, limits::on));
        }
        var batch = Account.of(
                given,
                limits,
                () -> state == null ? nodes.awaitReady(given, limits::on) : nodes.await(given, state, limits::on));
        world.handOut(batch);
        return batch.toString();
    }
}

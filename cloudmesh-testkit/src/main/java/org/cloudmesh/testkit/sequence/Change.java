package org.cloudmesh.testkit.sequence;

import java.util.List;
import java.util.stream.Collectors;
import org.cloudmesh.Batch;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Nodes;

/** Starts, stops, … those nodes. */
record Change(int program, Verb verb, Pick pick, Limits limits) implements Step {

    /** Which. */
    enum Verb {
        START,
        STOP,
        SUSPEND,
        RESUME,
        REBOOT,
        DESTROY
    }

    @Override
    public String run(World world) {
        var mesh = world.program(program).mesh();
        var nodes = pick.from(world, world.program(program));
        if (limits.areBad(nodes)) {
            return world.refuses(() -> apply(mesh.nodes(), nodes));
        }
        var gone = nodes.stream()
                .filter(node -> mesh.nodes().find(node.id().toString()).stream()
                        .anyMatch(each -> each.state() == NodeState.DESTROYED))
                .map(Node::id)
                .collect(Collectors.toSet());
        var batch = Account.of(nodes, limits, () -> apply(mesh.nodes(), nodes));
        if (verb == Verb.DESTROY) {
            Broken.unless(
                    batch.failures().stream().noneMatch(failure -> gone.contains(failure.id())),
                    "what is gone is destroyed",
                    batch);
        }
        world.handOut(batch);
        return batch.toString();
    }

    private Batch<Node> apply(Nodes nodes, List<Node> given) {
        return switch (verb) {
            case START -> nodes.start(given, limits::on);
            case STOP -> nodes.stop(given, limits::on);
            case SUSPEND -> nodes.suspend(given, limits::on);
            case RESUME -> nodes.resume(given, limits::on);
            case REBOOT -> nodes.reboot(given, limits::on);
            case DESTROY -> nodes.destroy(given, limits::on);
        };
    }
}

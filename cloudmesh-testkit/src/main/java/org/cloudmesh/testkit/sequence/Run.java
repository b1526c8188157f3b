package org.cloudmesh.testkit.sequence;

import java.util.stream.Collectors;
import org.cloudmesh.Command;
import org.cloudmesh.Node;
import org.cloudmesh.SshException;

/** Runs a job on those nodes; the first so many connections are refused. */
record Run(int program, Pick pick, int refusals) implements Step {

    @Override
    public String run(World world) {
        var mesh = world.program(program).mesh();
        var nodes = pick.from(world, world.program(program));
        var task = Command.of("true");
        if (nodes.isEmpty()) {
            return world.refuses(() -> mesh.jobs().run(task, nodes));
        }
        world.program(program).shell().refuse(SshException.Reason.UNREACHABLE, refusals);
        var results = mesh.jobs().run(task, nodes).await();
        Broken.unless(
                results.size() == nodes.stream().map(Node::id).distinct().count()
                        && results.stream()
                                .map(result -> result.node().id())
                                .collect(Collectors.toSet())
                                .containsAll(nodes.stream().map(Node::id).toList()),
                Account.ADDS_UP,
                "ran on",
                nodes,
                "got",
                results);
        results.stream().map(result -> result.error()).forEach(error -> {
            if (error != null) {
                Sentences.check(error);
            }
        });
        return results.toString();
    }
}

package org.cloudmesh.internal.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Command;
import org.cloudmesh.Node;
import org.cloudmesh.NodeCheck;
import org.cloudmesh.Ping;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** Looks whether nodes are there, and whether they can be worked on. */
record Checks(MeshRuntime mesh, SshAccess ssh) {

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration ALL_ANSWERS = Duration.ofMinutes(1);
    private static final Execution NOTHING = Execution.of(Command.of("true"));

    List<Ping> ping(List<Node> nodes) {
        var deadline = Deadline.in(ALL_ANSWERS, mesh.time());
        return mesh.work().each(nodes, Checks::ping, deadline, null).stream()
                .map(Work::orThrow)
                .toList();
    }

    private static Ping ping(Node node) {
        var addresses = node.publicAddresses().isEmpty() ? node.privateAddresses() : node.publicAddresses();
        return addresses.isEmpty() ? new Ping(node.name(), 1, 0) : Ping.send(addresses.get(0), ANSWER);
    }

    List<NodeCheck> check(List<Node> nodes, Deadline deadline, @Nullable Cancellation cancellation) {
        var outcomes = mesh.work().each(nodes, node -> check(node, deadline), deadline, cancellation);
        var checks = new ArrayList<NodeCheck>();
        for (int i = 0; i < nodes.size(); i++) {
            var outcome = outcomes.get(i);
            checks.add(
                    outcome instanceof Outcome.Done<NodeCheck> done
                            ? done.value()
                            : new NodeCheck(nodes.get(i), Duration.ZERO, Answers.cause(outcome)));
        }
        return List.copyOf(checks);
    }

    private NodeCheck check(Node node, Deadline deadline) {
        var begun = mesh.time().now();
        CloudmeshException error = null;
        try {
            var exit = ssh.run(node, NOTHING, (channel, bytes, offset, length) -> {}, deadline);
            if (!Objects.equals(exit.status(), 0)) {
                error = new CloudmeshException("ssh lets us in on %s, but runs no program: true ended with %s"
                        .formatted(node.name(), exit.status()));
            }
        } catch (CloudmeshException e) {
            error = e;
        }
        return new NodeCheck(node, Duration.between(begun, mesh.time().now()), error);
    }
}

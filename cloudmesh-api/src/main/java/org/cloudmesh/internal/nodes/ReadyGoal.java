package org.cloudmesh.internal.nodes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cloudmesh.Cancellation;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** A node runs, and ssh answered and let us in. */
final class ReadyGoal implements Wait.Goal {

    /** A machine that swallows packets must not hold up the look at the others. */
    private static final Duration ONE_TRY = Duration.ofSeconds(15);

    /** These do not get better by waiting; a refused key may, while the machine still sets itself up. */
    private static final Set<Reason> HOPELESS = Set.of(Reason.HOST_KEY_CHANGED, Reason.KEY_FILE);

    private final MeshRuntime mesh;
    private final SshAccess ssh;
    private final @Nullable Cancellation cancellation;
    private final StateGoal running = new StateGoal(NodeState.RUNNING);

    ReadyGoal(MeshRuntime mesh, SshAccess ssh, @Nullable Cancellation cancellation) {
        this.mesh = mesh;
        this.ssh = ssh;
        this.cancellation = cancellation;
    }

    @Override
    public String wanted() {
        return "ready";
    }

    @Override
    public boolean isDoomed(NodeState seen) {
        return running.isDoomed(seen);
    }

    @Override
    public boolean wantsAddress() {
        return true;
    }

    @Override
    public boolean isGoneEnough() {
        return false;
    }

    @Override
    public Map<NodeId, Outcome<Node>> judge(List<Node> seen, Deadline deadline) {
        var outcomes = new HashMap<>(running.judge(seen, deadline));
        var up = seen.stream().filter(node -> node.state() == NodeState.RUNNING).toList();
        var answers = mesh.work().each(up, node -> connect(node, deadline.atMost(ONE_TRY)), deadline, cancellation);
        for (int i = 0; i < up.size(); i++) {
            outcomes.put(up.get(i).id(), judged(answers.get(i)));
        }
        return outcomes;
    }

    private Node connect(Node node, Deadline deadline) {
        ssh.connect(node, deadline);
        return node;
    }

    private static Outcome<Node> judged(Outcome<Node> answer) {
        if (answer instanceof Outcome.Done) {
            return answer;
        }
        var cause = Objects.requireNonNull(Answers.cause(answer));
        return cause instanceof SshException ssh && HOPELESS.contains(ssh.reason())
                ? Outcome.failed(cause)
                : Outcome.unknown(cause);
    }
}

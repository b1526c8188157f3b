package org.cloudmesh.internal.nodes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Outcome;

/**
 * A node is in that state.
 *
 * @param state which
 */
record StateGoal(NodeState state) implements Wait.Goal {

    @Override
    public String wanted() {
        return state.name();
    }

    @Override
    public boolean isDoomed(NodeState seen) {
        if (seen == state) {
            return false;
        }
        return switch (seen) {
            case DESTROYED -> true;
            case DESTROYING -> state != NodeState.DESTROYED;
            case ERROR -> state != NodeState.DESTROYED && state != NodeState.DESTROYING;
            default -> false;
        };
    }

    @Override
    public boolean wantsAddress() {
        return state == NodeState.RUNNING;
    }

    @Override
    public boolean isGoneEnough() {
        return state == NodeState.DESTROYED;
    }

    @Override
    public Map<NodeId, Outcome<Node>> judge(List<Node> seen, Deadline deadline) {
        var outcomes = new HashMap<NodeId, Outcome<Node>>();
        // One a state: a thousand exceptions a look would cost more than the look.
        var notYet = new HashMap<String, Outcome<Node>>();
        for (var node : seen) {
            outcomes.put(
                    node.id(),
                    node.state() == state
                            ? Outcome.done(node)
                            : notYet.computeIfAbsent(
                                    String.valueOf(node.providerState()),
                                    says -> Outcome.unknown(new CloudmeshException("the cloud says " + says))));
        }
        return outcomes;
    }
}

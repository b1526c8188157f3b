package org.cloudmesh.internal.nodes;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.IllegalTransitionException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/** The verbs on nodes that are there: what each needs, and which call of the driver it is. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are filled here and never changed
enum Verb {
    START(Feature.STOP, "restarted", EnumSet.of(NodeState.STOPPED), NodeDriver::start),
    STOP(
            Feature.STOP,
            "stopped",
            EnumSet.of(NodeState.RUNNING, NodeState.PENDING, NodeState.REBOOTING, NodeState.SUSPENDED, NodeState.ERROR),
            NodeDriver::stop),
    SUSPEND(Feature.SUSPEND, "suspended", EnumSet.of(NodeState.RUNNING), NodeDriver::suspend),
    RESUME(Feature.SUSPEND, "resumed", EnumSet.of(NodeState.SUSPENDED), NodeDriver::resume),
    REBOOT(Feature.REBOOT, "rebooted", EnumSet.of(NodeState.RUNNING), NodeDriver::reboot),
    DESTROY(Feature.BOOT, "destroyed", EnumSet.allOf(NodeState.class), NodeDriver::destroy);

    private final Feature feature;
    private final String participle;
    private final Set<NodeState> from;
    private final Call call;

    Verb(Feature feature, String participle, Set<NodeState> from, Call call) {
        this.feature = feature;
        this.participle = participle;
        this.from = from;
        this.call = call;
        // A state this version has no word for is for the cloud to judge.
        from.add(NodeState.UNKNOWN);
    }

    /** The driver's call for a verb. */
    interface Call {
        List<Outcome<NodeUpdate>> send(NodeDriver driver, List<String> ids, Deadline deadline);
    }

    Feature feature() {
        return feature;
    }

    /** What a node is once it was done. */
    String participle() {
        return participle;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is started or resumed is billed again, and what is destroyed does not come back. */
    boolean isJournaled() {
        return this == START || this == RESUME || this == DESTROY;
    }

    /** Whether the node answers no ssh afterwards, for a while at least. */
    boolean takesAway() {
        return this != START && this != RESUME;
    }

    List<Outcome<NodeUpdate>> send(NodeDriver driver, List<String> ids, Deadline deadline) {
        return call.send(driver, ids, deadline);
    }

    boolean isLegalFrom(NodeState state) {
        return from.contains(state);
    }

    IllegalTransitionException refusal(Node node) {
        return new IllegalTransitionException(
                node.id(),
                node.state(),
                word(),
                "%s has status: %s and was therefore not %s; %s needs %s, and %s is %s%s"
                        .formatted(
                                node.name(),
                                node.state().word(),
                                participle,
                                word(),
                                from.stream()
                                        .filter(state -> state != NodeState.UNKNOWN)
                                        .map(NodeState::name)
                                        .reduce((a, b) -> a + " or " + b)
                                        .orElse("another state"),
                                node.id(),
                                node.state(),
                                node.state() == NodeState.DESTROYED ? "" : ", as last seen at " + node.observedAt()));
    }
}

package org.cloudmesh.testkit.sim;

import java.util.Optional;
import java.util.Set;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.NodeUpdate;

/** Brings machines of a {@link SimCloud} from one state to another. */
final class SimChange implements SimVerb<String, NodeUpdate> {

    private static final int CONFLICT = 409;

    private final SimSettings settings;
    private final SimMachines machines;
    private final CloudContext context;
    private final String operation;
    private final Step step;

    /** From one of these states to another, by way of a third. */
    record Step(Set<NodeState> from, NodeState by, NodeState to) {}

    SimChange(SimSettings settings, SimMachines machines, CloudContext context, String operation, Step step) {
        this.settings = settings;
        this.machines = machines;
        this.context = context;
        this.operation = operation;
        this.step = step;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public String name(String id) {
        return id;
    }

    @Override
    public Optional<CloudmeshException> refusal(String id) {
        var machine = machines.get(id);
        if (machine == null) {
            return Optional.of(unknown(context, id));
        }
        var state = machine.state(context.time().now());
        return step.from().contains(state)
                ? Optional.empty()
                : Optional.of(new ConflictException(
                        context.name(), operation, CONFLICT, null, "%s is %s".formatted(id, state), null));
    }

    static NotFoundException unknown(CloudContext context, String id) {
        return new NotFoundException("node", id, "cloud \"%s\" has no machine %s".formatted(context.name(), id));
    }

    @Override
    public NodeUpdate apply(String id) {
        var machine = machines.get(id);
        if (machine == null) {
            throw unknown(context, id);
        }
        var now = context.time().now();
        machine.become(step.by(), step.to(), now.plus(settings.fate.duration(machine.random)));
        var state = machine.state(now);
        return new NodeUpdate(state, "sim-" + state);
    }
}

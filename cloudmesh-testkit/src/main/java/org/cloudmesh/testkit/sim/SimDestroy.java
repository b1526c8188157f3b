package org.cloudmesh.testkit.sim;

import java.util.Optional;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/** Destroys machines of a {@link SimCloud}; one that is not there is destroyed. */
final class SimDestroy implements SimVerb<String, NodeUpdate> {

    private static final NodeUpdate GONE = new NodeUpdate(NodeState.DESTROYED, "sim-gone");

    private final SimMachines machines;
    private final CloudContext context;

    SimDestroy(SimMachines machines, CloudContext context) {
        this.machines = machines;
        this.context = context;
    }

    @Override
    public String operation() {
        return "destroy";
    }

    @Override
    public String name(String id) {
        return id;
    }

    @Override
    public Optional<CloudmeshException> refusal(String id) {
        return machines.get(id) == null ? Optional.of(SimChange.unknown(context, id)) : Optional.empty();
    }

    @Override
    public NodeUpdate apply(String id) {
        machines.remove(id);
        return GONE;
    }

    @Override
    public Outcome<NodeUpdate> refused(CloudmeshException cause) {
        return cause instanceof NotFoundException ? Outcome.done(GONE) : Outcome.failed(cause);
    }
}

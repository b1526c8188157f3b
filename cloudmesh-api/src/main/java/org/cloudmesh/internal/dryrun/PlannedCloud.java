package org.cloudmesh.internal.dryrun;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.ForwardingDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.Time;

/**
 * A cloud that is only read. Thread-safe.
 *
 * @param real the cloud
 * @param plan what would be done
 * @param known finds what the store knows of a node
 * @param time the clock of the dry run
 */
public record PlannedCloud(CloudConnection real, Plan plan, Function<NodeId, Optional<Node>> known, Time time)
        implements CloudProvider {

    @Override
    public String kind() {
        return real.kind();
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        return new Driver(real.driver(), new PlannedNodes(real, plan, known, time));
    }

    private static final class Driver extends ForwardingDriver {

        private final NodeDriver nodes;

        Driver(CloudDriver real, NodeDriver nodes) {
            super(real);
            this.nodes = nodes;
        }

        @Override
        public NodeDriver nodes() {
            return nodes;
        }

        /** For ever: nothing changes while nobody waits, and another look would only cost a request. */
        @Override
        public Duration pollInterval() {
            return ChronoUnit.FOREVER.getDuration();
        }

        @Override
        public boolean giveBack(String mesh, Collection<String> gone, boolean isLast, Deadline deadline) {
            return true;
        }

        /** None: whoever has it could change something. */
        @Override
        public <T> Optional<T> unwrap(Class<T> type) {
            return Optional.empty();
        }

        /** The real mesh's to close. */
        @Override
        public void close() {}
    }
}

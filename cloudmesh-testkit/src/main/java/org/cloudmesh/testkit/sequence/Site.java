package org.cloudmesh.testkit.sequence;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cloudmesh.Node;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.sim.SimCloud;

/**
 * A cloud as the mesh knows it.
 *
 * @param name what the mesh calls it
 * @param cloud the cloud itself
 */
record Site(String name, SimCloud cloud) {

    /** A day in which whatever is under way comes to its end, and is listed. */
    private static final Duration SETTLED = Duration.ofDays(1);

    /** All machines there are, whoever made them, in the state they are going to be in. */
    List<Node> machines(Time time) {
        var later = new Time() {
            @Override
            public Instant now() {
                return time.now().plus(SETTLED);
            }

            @Override
            public void sleep(Duration duration) {}
        };
        var driver = cloud.connect(new CloudContext(name, Path.of(""), later, request -> {}));
        try (driver;
                var listed = driver.nodes().list(Deadline.in(SETTLED, later))) {
            return listed.toList();
        }
    }
}

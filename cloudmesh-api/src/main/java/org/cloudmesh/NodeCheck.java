package org.cloudmesh;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node can be worked on: ssh answers there, lets us in, and runs a program. Immutable.
 *
 * @param node as it was last seen
 * @param took how long it took to find out
 * @param error what is wrong, and what next; null if nothing is
 */
public record NodeCheck(Node node, Duration took, @Nullable CloudmeshException error) {

    /** Made by the library. */
    @Unstable
    public NodeCheck {}

    /** Whether it can be worked on. */
    public boolean ok() {
        return error == null;
    }

    /** {@code NAME : ready, 0.12 s}, or what is wrong. */
    @Override
    public String toString() {
        var finding = error == null ? "ready" : String.valueOf(error.getMessage());
        // Most messages say whose they are.
        var line = finding.contains(node.name()) ? finding : node.name() + " : " + finding;
        return "%s, %.2f s".formatted(line, took.toMillis() / 1000.0);
    }
}

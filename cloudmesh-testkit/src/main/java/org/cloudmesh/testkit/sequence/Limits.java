package org.cloudmesh.testkit.sequence;

import java.time.Duration;
import java.util.List;
import org.cloudmesh.BootOptions;
import org.cloudmesh.CallOptions;
import org.cloudmesh.Cancellation;
import org.cloudmesh.Node;
import org.cloudmesh.VerbOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a verb is told beside its nodes. Immutable.
 *
 * @param atLeast how many are enough; null for all
 * @param seconds the timeout
 * @param cancelled whether it was called off before it began
 */
record Limits(@Nullable Integer atLeast, int seconds, boolean cancelled) {

    void on(VerbOptions options) {
        if (atLeast != null) {
            options.atLeast(atLeast);
        }
        common(options);
    }

    void on(BootOptions options) {
        if (atLeast != null) {
            options.atLeast(atLeast);
        }
        common(options);
    }

    private void common(CallOptions<?> options) {
        options.timeout(Duration.ofSeconds(seconds));
        if (cancelled) {
            var cancellation = new Cancellation();
            cancellation.cancel();
            options.cancelOn(cancellation);
        }
    }

    /** Whether no verb on those nodes can keep them. */
    boolean areBad(List<Node> nodes) {
        long asked = nodes.stream().map(Node::id).distinct().count();
        return asked == 0 || enough((int) asked) > asked;
    }

    /** How many of those asked for must be done for the verb to return. */
    int enough(int asked) {
        return atLeast == null ? asked : atLeast;
    }
}

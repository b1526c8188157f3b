package org.cloudmesh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mesh on which nothing happens: the same code, names and checks, on the store and the clouds as they are, with what was
 * asked for so far on top. Nothing is written to the store, nothing is changed at a cloud, nothing runs on a node; clouds
 * are asked what they have. Thread-safe.
 *
 * <p>What is under way at a cloud is taken to end well: nobody waits. A program's output is unknown, and says so. A node
 * that was planned here is refused by every real mesh. It holds nothing of its own: closing it does nothing.
 */
public interface DryRun extends Mesh {

    /** What would have been done so far, in the order it was asked for: an entry a node and verb. */
    List<Step> plan();

    /**
     * One node, and what would be done to it. Immutable.
     *
     * @param verb {@code boot}, {@code start}, {@code stop}, {@code suspend}, {@code resume}, {@code reboot}, {@code destroy}
     *     or {@code run}
     * @param cloud where
     * @param name the node's name
     * @param id the node's id; that of a node to be booted is made up
     * @param detail with what: image and flavor, states before and after, the task
     */
    record Step(
            String verb,
            String cloud,
            String name,
            @Nullable NodeId id,
            String detail) {

        /** {@code boot node web1 on aws: image …, flavor …, status=starting; DRY RUN}. */
        @Override
        public String toString() {
            if (cloud.isEmpty()) {
                return "%s %s %s; DRY RUN".formatted(verb, name, detail);
            }
            return "%s node %s on %s: %s%s; DRY RUN"
                    .formatted(
                            verb.equals("run") ? "run on" : verb,
                            name,
                            cloud,
                            detail,
                            verb.equals("boot") ? ", status=starting" : "");
        }
    }
}

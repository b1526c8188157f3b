package org.cloudmesh;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tasks on many nodes at once, recorded in the store before they begin and after they end. Thread-safe. */
public interface Jobs {

    /** Runs a task on all the nodes at once, over ssh. */
    default Job run(Task task, Collection<Node> nodes) {
        return run(task, nodes, options -> {});
    }

    /** Runs a task on the node, over ssh. */
    default Job run(Task task, Node node) {
        return run(task, List.of(node));
    }

    /**
     * Runs a task on all the nodes at once, over ssh. Returns when it is recorded and begun; what becomes of each node is
     * in the job's results, a node that cannot be reached included.
     *
     * @throws IllegalArgumentException if there is no node; nothing was recorded
     */
    Job run(Task task, Collection<Node> nodes, Consumer<JobOptions> options);

    /**
     * The job of that id, running or recorded.
     *
     * @throws NotFoundException if the store has none
     */
    Job get(String id);

    /** As {@link #get}, empty if there is none. */
    Optional<Job> find(String id);

    /** The last so many jobs, newest first, from the store. */
    default List<Job> list(int limit) {
        return list(limit, null);
    }

    /**
     * So many jobs before that one, newest first, with their results, from the store; costs the same at any depth, and more the
     * more nodes each ran on.
     *
     * @param before the id of the last job of the page before; null for the first page
     */
    List<Job> list(int limit, @Nullable String before);

    /** The last 100 jobs, newest first, from the store. */
    default List<Job> list() {
        return list(100);
    }
}

package org.cloudmesh.spi;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;

/**
 * The machines of one account. Verbs take a batch and answer for each item, in order; one bad id does not spoil the rest.
 * What is thrown instead of answered counts as {@link Outcome.Unknown} for the whole batch; but for a
 * {@link org.cloudmesh.RateLimitException}, thrown or answered, which says that nothing was begun: the library waits and
 * sends it again. Thread-safe.
 *
 * <p>A verb whose {@link Feature} the driver does not declare is never called.
 */
public interface NodeDriver {

    /** How many nodes one request to the cloud may make or change; the library calls with no more, in parallel. */
    default int maxBatch() {
        return 1;
    }

    /** Makes nodes and returns as soon as the cloud accepted them. Never sends the same create twice. */
    List<Outcome<Node>> create(CreateRequest request, Deadline deadline);

    /** The nodes that carry this intent's id, as far as the cloud lists them already. */
    List<Created> findByIntent(String intentId, Deadline deadline);

    /** All nodes of the account, page by page as they are read; the caller closes the stream. */
    Stream<Node> list(Deadline deadline);

    /** Those nodes as they are now; what the cloud says is not there is left out. */
    List<Node> get(Collection<String> ids, Deadline deadline);

    /** Starts stopped nodes. */
    List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline);

    /** Stops nodes, the cheapest way that can be undone. */
    List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline);

    /** Suspends nodes, memory kept. */
    List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline);

    /** Resumes suspended nodes. */
    List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline);

    /** Reboots nodes. */
    List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline);

    /**
     * Gives each node a public address, where it has none, and answers with the node as it is then. A node that has one is
     * done. For a driver that declares {@link org.cloudmesh.Feature#PUBLIC_ADDRESS}; asked of nodes that run.
     */
    default List<Outcome<Node>> expose(List<String> ids, Deadline deadline) {
        throw new UnsupportedOperationException("this driver does not declare PUBLIC_ADDRESS");
    }

    /** Destroys nodes, and what was made for them alone. One that is gone already is done. */
    List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline);
}

package org.cloudmesh;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machines of one cloud, or of all active clouds of the mesh. Thread-safe.
 *
 * <p>A verb returns when the cloud has accepted, with the nodes as they then are; {@code await} waits. It accounts for
 * every node it was given: {@link Batch} holds those that were done and the failures. If fewer were done than the caller
 * wants at least (all, by default), it throws {@link PartialFailureException} with that batch. An empty selection is an
 * {@link IllegalArgumentException}, and so is a node of another cloud.
 */
public interface Nodes {

    /** Boots one machine with all defaults. */
    default Batch<Node> boot() {
        return boot(1);
    }

    /** Boots that many machines with all defaults. */
    default Batch<Node> boot(int count) {
        return boot(count, options -> {});
    }

    /**
     * Boots machines.
     *
     * @param count how many, at least 1; where the name is a host list, 1 or as many as it lists
     * @return the nodes as the cloud accepted them, usually {@link NodeState#PENDING}
     * @throws IllegalArgumentException if the count is below 1, or an option makes no sense; nothing was sent
     * @throws NotFoundException if the image, flavor or location is not known; nothing was made
     * @throws PartialFailureException if fewer were made than wanted at least; those that were, exist
     */
    Batch<Node> boot(int count, Consumer<BootOptions> options);

    /** Waits until the nodes are in that state. Ends at once for a node that can no longer get there. */
    default Batch<Node> await(Collection<Node> nodes, NodeState state, Duration timeout) {
        return await(nodes, state, options -> options.timeout(timeout));
    }

    /**
     * Waits until the nodes are in that state. Ends at once for a node that can no longer get there.
     *
     * @throws PartialFailureException if not enough got there; a {@link WaitTimeoutException} is the cause for those that
     *     were too slow
     */
    Batch<Node> await(Collection<Node> nodes, NodeState state, Consumer<VerbOptions> options);

    /** Waits until the nodes are {@link NodeState#RUNNING} and ssh answered and let us in. */
    default Batch<Node> awaitReady(Collection<Node> nodes, Duration timeout) {
        return awaitReady(nodes, options -> options.timeout(timeout));
    }

    /**
     * Waits until the nodes are {@link NodeState#RUNNING} and ssh answered and let us in.
     *
     * @throws PartialFailureException if not enough got there
     */
    Batch<Node> awaitReady(Collection<Node> nodes, Consumer<VerbOptions> options);

    /** Starts stopped nodes. Each must be {@link NodeState#STOPPED}; any other gets an {@link IllegalTransitionException} as its cause. */
    Batch<Node> start(Collection<Node> nodes, Consumer<VerbOptions> options);

    /** Starts stopped nodes. */
    default Batch<Node> start(Collection<Node> nodes) {
        return start(nodes, options -> {});
    }

    /** Starts stopped nodes. */
    default Batch<Node> start(Node... nodes) {
        return start(List.of(nodes));
    }

    /**
     * Starts stopped nodes, by name; so do the other verbs. One that is not there, or that two machines share, is a
     * {@link Failure} with {@link NotFoundException} or {@link AmbiguousNameException} as its cause; the others are done.
     *
     * @param hostList names such as {@code web[01-05]} or {@code a,b}; where no node has a name, an id as in {@link #get(String)}
     * @throws IllegalArgumentException if there is no name in it
     * @throws PartialFailureException if fewer were done than wanted at least
     */
    Batch<Node> start(String hostList, Consumer<VerbOptions> options);

    /** Starts stopped nodes, by name: see {@link #start(String, Consumer)}. */
    default Batch<Node> start(String hostList) {
        return start(hostList, options -> {});
    }

    /** Stops nodes, the cheapest way that can be undone. Each must be up; any other gets an {@link IllegalTransitionException} as its cause. */
    Batch<Node> stop(Collection<Node> nodes, Consumer<VerbOptions> options);

    /** Stops nodes, the cheapest way that can be undone. */
    default Batch<Node> stop(Collection<Node> nodes) {
        return stop(nodes, options -> {});
    }

    /** Stops nodes, the cheapest way that can be undone. */
    default Batch<Node> stop(Node... nodes) {
        return stop(List.of(nodes));
    }

    /** Stops nodes, the cheapest way that can be undone, by name: see {@link #start(String, Consumer)}. */
    Batch<Node> stop(String hostList, Consumer<VerbOptions> options);

    /** Stops nodes, the cheapest way that can be undone, by name: see {@link #start(String, Consumer)}. */
    default Batch<Node> stop(String hostList) {
        return stop(hostList, options -> {});
    }

    /** Suspends running nodes, memory kept. Throws {@link UnsupportedFeatureException} where a cloud cannot. */
    Batch<Node> suspend(Collection<Node> nodes, Consumer<VerbOptions> options);

    /** Suspends running nodes, memory kept. */
    default Batch<Node> suspend(Collection<Node> nodes) {
        return suspend(nodes, options -> {});
    }

    /** Suspends running nodes, memory kept. */
    default Batch<Node> suspend(Node... nodes) {
        return suspend(List.of(nodes));
    }

    /** Suspends running nodes, memory kept, by name: see {@link #start(String, Consumer)}. */
    Batch<Node> suspend(String hostList, Consumer<VerbOptions> options);

    /** Suspends running nodes, memory kept, by name: see {@link #start(String, Consumer)}. */
    default Batch<Node> suspend(String hostList) {
        return suspend(hostList, options -> {});
    }

    /** Resumes suspended nodes. Throws {@link UnsupportedFeatureException} where a cloud cannot. */
    Batch<Node> resume(Collection<Node> nodes, Consumer<VerbOptions> options);

    /** Resumes suspended nodes. */
    default Batch<Node> resume(Collection<Node> nodes) {
        return resume(nodes, options -> {});
    }

    /** Resumes suspended nodes. */
    default Batch<Node> resume(Node... nodes) {
        return resume(List.of(nodes));
    }

    /** Resumes suspended nodes, by name: see {@link #start(String, Consumer)}. */
    Batch<Node> resume(String hostList, Consumer<VerbOptions> options);

    /** Resumes suspended nodes, by name: see {@link #start(String, Consumer)}. */
    default Batch<Node> resume(String hostList) {
        return resume(hostList, options -> {});
    }

    /** Reboots running nodes. Each must be {@link NodeState#RUNNING}; any other gets an {@link IllegalTransitionException} as its cause. */
    Batch<Node> reboot(Collection<Node> nodes, Consumer<VerbOptions> options);

    /** Reboots running nodes. */
    default Batch<Node> reboot(Collection<Node> nodes) {
        return reboot(nodes, options -> {});
    }

    /** Reboots running nodes. */
    default Batch<Node> reboot(Node... nodes) {
        return reboot(List.of(nodes));
    }

    /** Reboots running nodes, by name: see {@link #start(String, Consumer)}. */
    Batch<Node> reboot(String hostList, Consumer<VerbOptions> options);

    /** Reboots running nodes, by name: see {@link #start(String, Consumer)}. */
    default Batch<Node> reboot(String hostList) {
        return reboot(hostList, options -> {});
    }

    /** Destroys nodes and their data for good. One that is gone already counts as done. */
    Batch<Node> destroy(Collection<Node> nodes, Consumer<VerbOptions> options);

    /** Destroys nodes and their data for good. */
    default Batch<Node> destroy(Collection<Node> nodes) {
        return destroy(nodes, options -> {});
    }

    /** Destroys nodes and their data for good. */
    default Batch<Node> destroy(Node... nodes) {
        return destroy(List.of(nodes));
    }

    /** Destroys nodes and their data for good, by name: see {@link #start(String, Consumer)}. */
    Batch<Node> destroy(String hostList, Consumer<VerbOptions> options);

    /** Destroys nodes and their data for good, by name: see {@link #start(String, Consumer)}. */
    default Batch<Node> destroy(String hostList) {
        return destroy(hostList, options -> {});
    }

    /**
     * What to type to log in to the node: {@code ssh -i KEY user@host}, with a jump host and a port where needed. Makes no
     * request.
     *
     * @throws SshException if the node has no address
     */
    String sshCommand(Node node);

    /**
     * Sends one packet to each node's address, all at once, and waits two seconds for the answers. Many clouds let none
     * through; {@link #check} tells more.
     *
     * @return one a node, in their order
     */
    List<Ping> ping(Collection<Node> nodes);

    /** Looks whether ssh answers on each node, lets us in, and runs a program; waits a minute for that at most. */
    default List<NodeCheck> check(Collection<Node> nodes) {
        return check(nodes, options -> options.timeout(Duration.ofMinutes(1)));
    }

    /**
     * Looks whether ssh answers on each node, all at once, lets us in, and runs a program.
     *
     * @return one a node, in their order
     */
    List<NodeCheck> check(Collection<Node> nodes, Consumer<VerbOptions> options);

    /**
     * The nodes a host list names, in its order: {@code web[01-05]}, {@code a,b}. From the store; destroyed ones do not
     * count.
     *
     * @throws IllegalArgumentException if there is no name in it
     * @throws NotFoundException if one is not there; names them all
     * @throws AmbiguousNameException if two machines share one of the names
     */
    List<Node> select(String hostList);

    /**
     * The node of that name, or of that id: {@code CLOUD/ID}, or the cloud's id alone. From the store; one that was
     * destroyed is found by its id.
     *
     * @throws NotFoundException if there is none; names the nearest known
     * @throws AmbiguousNameException if two machines share the name
     */
    Node get(String nameOrId);

    /** The node of that id, destroyed or not. From the store. */
    default Node get(NodeId id) {
        return get(id.toString());
    }

    /**
     * As {@link #get(String)}, empty if there is none.
     *
     * @throws AmbiguousNameException if two machines share the name
     */
    Optional<Node> find(String nameOrId);

    /**
     * The nodes the store has, oldest first, without those destroyed. Makes no request, unless
     * {@linkplain Mesh#refresh refresh} is on.
     *
     * <p>{@link Node#observedAt} says how old each fact is; {@link #refresh} asks the cloud.
     *
     * @return an unmodifiable list, empty if none was recorded
     */
    List<Node> list();

    /** The first so many nodes that the store has, by id, without those destroyed. Makes no request. */
    default List<Node> list(int limit) {
        return list(limit, null);
    }

    /**
     * So many nodes after that one, by id, from the store, without those destroyed; costs the same at any depth, however many
     * were destroyed. Makes no request, whether {@linkplain Mesh#refresh refresh} is on or not.
     *
     * @param after the id of the last node of the page before; null for the first page
     */
    List<Node> list(int limit, @Nullable NodeId after);

    /**
     * Asks the cloud for all its nodes, those others made included, and lets the store follow. What the cloud no longer
     * has is {@link NodeState#DESTROYED} once that is confirmed.
     *
     * @return all nodes, oldest first, without those destroyed
     * @throws CloudException if the cloud does not answer; the store keeps what it had
     * @throws WaitTimeoutException if the cloud does not answer by the deadline
     */
    List<Node> refresh(Consumer<VerbOptions> options);

    /** As {@link #refresh(Consumer)}, with all defaults. */
    default List<Node> refresh() {
        return refresh(options -> {});
    }

    /**
     * What became of each of those names or host lists, from the store; with no name, or {@code all}, of all nodes. A missing
     * name is an entry without a node; a name that two machines share has two.
     */
    StatusReport status(String... names);
}

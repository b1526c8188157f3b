package org.cloudmesh;

import java.util.List;
import java.util.function.Consumer;
import org.cloudmesh.internal.MeshEngine;
import org.cloudmesh.spi.Store;

/**
 * The clouds of one configuration, and the store that remembers them. The entry to everything; open one, close it when
 * done. Thread-safe.
 *
 * <p>Closing ends what this program waits for, never a machine: what a cloud was asked for is in the journal, and
 * {@link #recover} knows.
 */
public interface Mesh extends AutoCloseable {

    /**
     * Opens the mesh in {@code $CLOUDMESH_CONFIG_DIR}, else {@code ~/.cloudmesh}, with the clouds of the {@code cloudmesh.yaml}
     * there and all defaults. Contacts no cloud.
     *
     * @throws ConfigException if the configuration cannot be read
     * @throws StoreException if its store cannot be opened
     */
    static Mesh open() {
        return open(options -> {});
    }

    /**
     * Opens a mesh. Contacts no cloud.
     *
     * @throws IllegalArgumentException if an option makes no sense
     * @throws ConfigException if the configuration cannot be read; what is wrong with one cloud is told when it is used
     * @throws StoreException if its store cannot be opened
     */
    static Mesh open(Consumer<MeshOptions> options) {
        var chosen = new MeshOptions();
        options.accept(chosen);
        return MeshEngine.open(chosen);
    }

    /**
     * Opens the mesh of the configuration in the store of that kind, such as {@code sqlite} or {@code mongo}: all else is as
     * {@link #open()} has it.
     *
     * @throws ConfigException if the configuration cannot be read, or what it says of that store makes no sense
     * @throws StoreException if no such store is on the class path, or it cannot be opened
     */
    static Mesh open(String store) {
        return open(options -> options.store(store));
    }

    /**
     * Works as that user from now on: on his machines, jobs, counters and settings, which no other user of the store sees. What
     * was begun before goes on as it was, and so does what {@link #nodes()} and the like handed out. A store that one user alone
     * ever worked on is wholly his; the others each have a part of their own. This keeps users out of each other's way, no more:
     * whoever can open the store can activate anybody. The wall is the database's own users and their rights.
     *
     * @return this mesh
     * @throws IllegalArgumentException if the name cannot be a user's
     */
    Mesh activate(String user);

    /** The image of that id or name on that cloud, as {@link Catalog#get} finds it. */
    Image image(String cloud, String idOrName);

    /** The documents that the store has of the user who works here, to be found and changed by any of their fields. */
    Documents documents();

    /**
     * What remembers, the parts of all users included: to be looked at ({@link Store#status}), backed up and restored. Closed
     * with the mesh.
     */
    Store store();

    /**
     * Makes this the default cloud from now on; the store remembers it, and the configuration's {@code default.cloud} where that
     * has the cloud. If it is edited later, it counts.
     *
     * @throws NotFoundException if the mesh has no cloud of that name
     * @throws IllegalArgumentException if the cloud is not active
     */
    Cloud use(String name);

    /**
     * The default cloud: the one last {@linkplain #use used}, else the configuration's {@code default.cloud}, else the first
     * active one.
     *
     * @throws NotFoundException if there is none
     */
    Cloud cloud();

    /**
     * The cloud of that name, active or not.
     *
     * @throws NotFoundException if the mesh has none of that name; names the nearest
     */
    Cloud cloud(String name);

    /** The configuration, to read and to change. */
    Config config();

    /** What is used where a caller says nothing, on the {@linkplain #cloud() default cloud} if there is one. */
    Defaults defaults();

    /**
     * Says whether every {@code list} asks the cloud first, from now on; the store remembers. Off means no network. A mesh that
     * is opened with {@link MeshOptions#refresh} does as that says.
     */
    void refresh(boolean on);

    /** All clouds, active or not, in the order they were configured. */
    List<Cloud> clouds();

    /** The nodes of every active cloud; {@code boot} goes to the {@linkplain #cloud() default cloud}. */
    Nodes nodes();

    /** What runs and ran on nodes. */
    Jobs jobs();

    /** The groups that machines were booted under and are in, by cloud and name, from the store. */
    List<Group> groups();

    /** What was done by the programs on this store, by whom and when. */
    History history();

    /** Numbers that the store counts, shared by all programs on it. */
    Counters counters();

    /**
     * Settles what a program that died had begun: looks for it at the clouds, adopts what is there, finishes what can be
     * finished, reports the rest. Boots nothing that may be there already. Leaves alone what a living program on this
     * machine is still doing.
     *
     * @return one entry a node that was open; empty if there was nothing to do, and then no cloud was contacted
     */
    Recovery recover();

    /**
     * Looks at every active cloud for machines that carry our user's label and that this mesh does not account for. Removes
     * nothing, and records nothing: what is to go is given to {@link Nodes#destroy}.
     *
     * @throws CloudException if a cloud does not answer
     */
    Sweep sweep();

    /**
     * A mesh on which nothing happens, and which tells what would: give it to the code that is given this one.
     *
     * <pre>{@code
     * DryRun dry = mesh.dryRun();
     * tearDown(dry);
     * dry.plan().forEach(System.out::println);
     * }</pre>
     */
    DryRun dryRun();

    /**
     * Tells the listener of all that changes from now on, on the thread that changed it. What it throws is logged.
     *
     * @return closing it ends the subscription
     */
    Subscription onEvent(Consumer<Event> listener);

    /** Ends jobs and waits of this mesh, and gives up connections, threads and the store. A second call does nothing. */
    @Override
    void close();
}

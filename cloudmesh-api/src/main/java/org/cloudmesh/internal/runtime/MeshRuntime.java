package org.cloudmesh.internal.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.cloudmesh.CallOptions;
import org.cloudmesh.Cancellation;
import org.cloudmesh.Node;
import org.cloudmesh.internal.concurrent.Pause;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/**
 * What every part of the engine works with. Immutable; its parts are thread-safe.
 *
 * @param store what remembers, as this user has it
 * @param shared the same as all users have it: who has which name
 * @param storeByName whether the caller passed the store, and so knows whether it lasts
 * @param time the clock
 * @param work what runs side by side
 * @param events who is told
 * @param owner which program this is
 * @param leases what it alone may do for now
 * @param unsaved what could not be written to the store
 * @param user who works here
 * @param refreshing whether every list asks the cloud first
 * @param openedAt when this mesh was opened: what was seen before, another program saw
 * @param dry whether nothing happens here
 */
public record MeshRuntime(
        Store store,
        Store shared,
        boolean storeByName,
        Time time,
        Work work,
        Events events,
        Owner owner,
        Leases leases,
        Unsaved unsaved,
        String user,
        Refreshing refreshing,
        Instant openedAt,
        boolean dry) {

    /**
     * The nodes, all of them real, or all of a mesh on which nothing happens.
     *
     * @throws IllegalArgumentException if a real mesh is given one that does not exist
     */
    public Collection<Node> existing(Collection<Node> nodes) {
        for (var node : nodes) {
            if (!dry && Ids.isPlanned(node.id())) {
                throw new IllegalArgumentException(
                        "%s (%s) was only planned, by a dry run, and does not exist; boot it on the mesh itself; nothing was done"
                                .formatted(node.name(), node.id()));
            }
        }
        return nodes;
    }

    /** Whether the program that wrote something down may be at work. */
    public boolean isAlive(Owner other) {
        return leases.isAlive(other);
    }

    /** Whether every list asks the cloud first. */
    public boolean refresh() {
        return refreshing.isOn();
    }

    /** Waits between two looks at something; whether there is a point in another look. */
    public boolean pause(Duration duration, Deadline deadline, @Nullable Cancellation cancellation) {
        return !work.isClosed() && Pause.between(time, duration, deadline, cancellation) && !work.isClosed();
    }

    /** The deadline of a verb that begins now. */
    public Deadline deadline(CallOptions<?> options) {
        return Deadline.in(options.timeout(), time);
    }
}

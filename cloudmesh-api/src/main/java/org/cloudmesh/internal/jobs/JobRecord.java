package org.cloudmesh.internal.jobs;

import java.time.Instant;
import java.util.List;
import org.cloudmesh.JobState;
import org.cloudmesh.NodeId;
import org.cloudmesh.Task;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Owner;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is recorded, without its results. Immutable.
 *
 * @param id its id
 * @param task what runs
 * @param targets where
 * @param user who began it
 * @param description what for
 * @param startedAt when it began
 * @param endedAt when it ended; null while it runs
 * @param state how far it is
 * @param owner which program runs it
 * @param setup what it was told
 */
record JobRecord(
        String id,
        Task task,
        List<Target> targets,
        String user,
        String description,
        Instant startedAt,
        @Nullable Instant endedAt,
        JobState state,
        Owner owner,
        JobSetup setup) {

    JobRecord {
        targets = List.copyOf(targets);
    }

    /**
     * A node of a job. Immutable.
     *
     * @param id the node
     * @param name its name then
     */
    record Target(NodeId id, String name) {}

    /** The document of one node's run. Sorts like the nodes were given. */
    String runId(int index) {
        return "%s-%04d".formatted(id, index + 1);
    }

    /** The job a node's run belongs to. */
    static String jobId(String id) {
        int dash = id.indexOf('-');
        return dash < 0 ? id : id.substring(0, dash);
    }

    /** Whether some program may still end it, or tell how it ended. */
    boolean goesOn(MeshRuntime mesh) {
        return state == JobState.RUNNING && (setup.detached() || mesh.isAlive(owner));
    }

    /** Whether any program can follow it, and nobody here does. */
    boolean canBeFollowed() {
        return state == JobState.RUNNING && setup.detached();
    }

    JobRecord ended(JobState newState, Instant at) {
        return new JobRecord(id, task, targets, user, description, startedAt, at, newState, owner, setup);
    }
}

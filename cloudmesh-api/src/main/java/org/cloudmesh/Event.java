package org.cloudmesh;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something changed. Immutable; new kinds may come in a minor release. */
@Unstable
public sealed interface Event {

    /** When it was noticed. */
    Instant at();

    /**
     * A node was made, was seen for the first time, or is in another state than before.
     *
     * @param at when it was noticed
     * @param node as it is now
     * @param before its state before; null if it was not known
     */
    record NodeChanged(Instant at, Node node, @Nullable NodeState before) implements Event {

        @Override
        public String toString() {
            return "%s %s -> %s".formatted(node.name(), before == null ? "new" : before, node.state());
        }
    }

    /**
     * One of a cloud's lists was refreshed.
     *
     * @param at when it was noticed
     * @param cloud the cloud's name in the mesh
     * @param kind {@code image}, {@code flavor} or {@code location}
     * @param count how many there are now
     */
    record CatalogRefreshed(Instant at, String cloud, String kind, long count) implements Event {}

    /**
     * One of a cloud's lists is being refreshed, which may take minutes. Comes now and then.
     *
     * @param at when it was noticed
     * @param cloud the cloud's name in the mesh
     * @param kind {@code image}, {@code flavor} or {@code location}
     * @param count how many came so far
     */
    record CatalogProgressed(Instant at, String cloud, String kind, long count) implements Event {}

    /**
     * One of a cloud's lists could not be refreshed, and is as it was; whoever asked for it is told why.
     *
     * @param at when it was noticed
     * @param cloud the cloud's name in the mesh
     * @param kind {@code image}, {@code flavor} or {@code location}
     */
    record CatalogFailed(Instant at, String cloud, String kind) implements Event {}

    /**
     * A cloud became active, inactive, or the default.
     *
     * @param at when it was noticed
     * @param cloud the cloud's name in the mesh
     * @param active whether it is active
     * @param isDefault whether it is the default cloud
     * @param config the configuration's file that says so now; null if the store alone does
     */
    record CloudChanged(
            Instant at,
            String cloud,
            boolean active,
            boolean isDefault,
            @Nullable Path config) implements Event {}

    /**
     * A job began or ended.
     *
     * @param at when it was noticed
     * @param job the job
     * @param state what it came to
     */
    record JobChanged(Instant at, Job job, JobState state) implements Event {}

    /**
     * A job has a node's result. A listener that waited for the job here would wait for itself; {@link Job#results} is there.
     *
     * @param at when it was noticed
     * @param job the job
     * @param result what it came to on that node
     */
    record JobProgressed(Instant at, Job job, Result result) implements Event {}
}

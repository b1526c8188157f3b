package org.cloudmesh;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done by the programs on one store: verbs on nodes and jobs, by whom and when. Thread-safe; makes no request. */
public interface History {

    /**
     * Something that was done. Immutable.
     *
     * @param id what the store knows it by, a job's id for a job; later ones have greater ids
     * @param at when it began
     * @param user who did it
     * @param verb {@code boot}, {@code start}, {@code stop}, {@code suspend}, {@code resume}, {@code reboot},
     *     {@code destroy}, or {@code run} for a job
     * @param detail a job's task; empty for a verb
     * @param nodes those it was done to; of a failed boot, none
     * @param outcome {@code done}, {@code N of M done}, a job's {@linkplain JobState#word state}, or why nothing was done
     */
    record Entry(String id, Instant at, String user, String verb, String detail, List<NodeRef> nodes, String outcome) {

        /** Made by the library. */
        @Unstable
        public Entry {
            nodes = List.copyOf(nodes);
        }

        /** {@code WHEN USER VERB: N nodes, OUTCOME}. */
        @Override
        public String toString() {
            var what = detail.isEmpty() ? verb : verb + " " + detail;
            var count = nodes.size() == 1 ? "1 node" : nodes.size() + " nodes";
            return "%s %s %s: %s, %s".formatted(at.truncatedTo(ChronoUnit.SECONDS), user, what, count, outcome);
        }
    }

    /**
     * A node, as it was called then. Immutable.
     *
     * @param id the node
     * @param name its name then
     */
    record NodeRef(NodeId id, String name) {}

    /** The last so many, newest first. */
    default List<Entry> list(int limit) {
        return list(limit, null);
    }

    /**
     * So many before that one, newest first; costs the same at any depth.
     *
     * @param before the id of the last entry of the page before; null for the first page
     */
    List<Entry> list(int limit, @Nullable String before);

    /** The last so many that were done to that node, newest first; may read all of the history. */
    List<Entry> of(Node node, int limit);

    /**
     * Removes what began longer ago than that, jobs with their results and their long outputs included, and what nobody can need
     * any more of machines that were gone by then: what was written down to boot them, and their records, after a day at the
     * soonest, unless their cloud gives the next machine of a name the same id. What goes on is kept. What is cut off is done by
     * the next one.
     *
     * @return how many entries were removed
     * @throws IllegalArgumentException if the age is negative
     */
    int pruneOlderThan(Duration age);

    /**
     * Removes all but the last so many, as {@link #pruneOlderThan} does.
     *
     * @return how many entries were removed
     * @throws IllegalArgumentException if {@code count} is negative
     */
    int pruneAllBut(int count);
}

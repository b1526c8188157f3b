package org.cloudmesh.internal.dryrun;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudmesh.DryRun.Step;
import org.cloudmesh.NodeId;

/** What would be done. Thread-safe. */
public final class Plan {

    private final List<Step> steps = new ArrayList<>();
    private final Set<NodeId> booted = new HashSet<>();

    synchronized void add(Step step) {
        steps.add(step);
    }

    synchronized void boot(NodeId id, Step step) {
        booted.add(id);
        add(step);
    }

    /** Whether that node is of this plan. */
    public synchronized boolean hasBooted(NodeId id) {
        return booted.contains(id);
    }

    /** So far, in the order it was asked for. */
    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }
}

package org.cloudmesh.internal.dryrun;

import java.util.ArrayList;
import java.util.List;
import org.cloudmesh.DryRun.Step;

/** What would be done. Thread-safe. */
public final class Plan {

    private final List<Step> steps = new ArrayList<>();

    synchronized void add(Step step) {
        steps.add(step);
    }

    /** So far, in the order it was asked for. */
    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }
}

package org.cloudmesh.jclouds.openstack;

import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.jspecify.annotations.Nullable;

/** Things to be done of which none keeps the others from being done. Not thread-safe. */
final class Attempts {

    private @Nullable CloudmeshException first;
    private boolean inUse;

    /** Does it; what goes wrong is told at the end, unless it was called off. */
    void make(Runnable attempt) {
        try {
            attempt.run();
        } catch (CancelledException e) {
            throw e;
        } catch (CloudmeshException e) {
            if (first == null) {
                first = e;
            } else if (first != e) {
                first.addSuppressed(e);
            }
        }
    }

    /** Something stays for now: somebody uses it. */
    void leaveInUse() {
        inUse = true;
    }

    /** Whether something stays because somebody uses it. */
    boolean isSomethingInUse() {
        return inUse;
    }

    /** Throws the first that went wrong, with the others suppressed in it. */
    void end() {
        if (first != null) {
            throw first;
        }
    }
}

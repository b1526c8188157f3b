package org.cloudmesh.testkit.sim;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What goes wrong at a {@link SimCloud}, and how often it still will. Thread-safe. */
final class SimFaults {

    private final List<Armed> faults = new CopyOnWriteArrayList<>();

    private static final class Armed {

        final Fault fault;
        private int left;

        Armed(Fault fault) {
            this.fault = fault;
            left = fault.times();
        }

        synchronized boolean strikes(String item) {
            if (left > 0 && fault.only().test(item)) {
                left--;
                return true;
            }
            return false;
        }
    }

    void inject(Fault fault) {
        faults.add(new Armed(fault));
    }

    /** The first of that kind that strikes; it does so once less from now on. */
    Optional<Fault> strike(String operation, Fault.Kind kind, String item) {
        for (var armed : faults) {
            if (armed.fault.kind() == kind && armed.fault.isAbout(operation) && armed.strikes(item)) {
                return Optional.of(armed.fault);
            }
        }
        return Optional.empty();
    }
}

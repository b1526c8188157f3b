package org.cloudmesh.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The calls that were made to a {@link SimCloud}. Thread-safe. */
final class SimCalls {

    private static final Set<String> CHANGES =
            Set.of("create", "start", "stop", "suspend", "resume", "reboot", "destroy");

    private final List<Call> calls = new ArrayList<>();

    private record Call(String operation, int items) {

        @Override
        public String toString() {
            return operation + " " + items;
        }
    }

    /** Its number, from 1. */
    synchronized int add(String operation, int items) {
        calls.add(new Call(operation, items));
        return calls.size();
    }

    synchronized int size() {
        return calls.size();
    }

    synchronized List<String> all() {
        return calls.stream().map(Call::toString).toList();
    }

    synchronized List<String> changes() {
        return calls.stream()
                .filter(call -> CHANGES.contains(call.operation()))
                .map(Call::toString)
                .toList();
    }
}

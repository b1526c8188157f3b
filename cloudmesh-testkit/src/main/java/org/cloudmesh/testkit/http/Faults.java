package org.cloudmesh.testkit.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is still to go wrong; the fault that was injected first strikes first. Thread-safe. */
final class Faults {

    private final List<HttpFault> waiting = new ArrayList<>();

    synchronized void add(HttpFault fault) {
        waiting.add(fault);
    }

    synchronized void clear() {
        waiting.clear();
    }

    /** The one that strikes this request, which has it one time less; null if none does. */
    synchronized @Nullable HttpFault take(String operation, HttpRequest request) {
        for (int i = 0; i < waiting.size(); i++) {
            var fault = waiting.get(i);
            if (fault.times() > 0 && fault.strikes(operation, request)) {
                waiting.set(i, fault.times(fault.times() - 1));
                return fault;
            }
        }
        return null;
    }
}

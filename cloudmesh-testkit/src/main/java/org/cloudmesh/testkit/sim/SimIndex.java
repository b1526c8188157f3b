package org.cloudmesh.testkit.sim;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Machines by something they may share, in the order they were made. Guarded by {@link SimMachines}. */
final class SimIndex<K> {

    private final Map<K, Set<SimMachine>> machines = new HashMap<>();

    void add(@Nullable K key, SimMachine machine) {
        if (key != null) {
            machines.computeIfAbsent(key, unused -> new LinkedHashSet<>()).add(machine);
        }
    }

    void remove(@Nullable K key, SimMachine machine) {
        if (key != null) {
            machines.computeIfPresent(key, (unused, those) -> those.remove(machine) && those.isEmpty() ? null : those);
        }
    }

    Collection<SimMachine> get(K key) {
        return machines.getOrDefault(key, Set.of());
    }
}

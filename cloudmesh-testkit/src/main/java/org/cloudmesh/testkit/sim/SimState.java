package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.NewNode;
import org.jspecify.annotations.Nullable;

/** The machines, the faults and the calls of a {@link SimCloud}. Thread-safe. */
final class SimState {

    private final Map<String, SimMachine> machines = new LinkedHashMap<>();
    private final List<ArmedFault> faults = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private int made;
    Duration bootTime = Duration.ZERO;
    Duration listingLag = Duration.ZERO;
    int quota = Integer.MAX_VALUE;
    boolean idsByName;

    private static final class ArmedFault {

        final Fault fault;
        int left;

        ArmedFault(Fault fault) {
            this.fault = fault;
            left = fault.times();
        }
    }

    synchronized void inject(Fault fault) {
        faults.add(new ArmedFault(fault));
    }

    synchronized void called(String operation, int items) {
        calls.add(operation + " " + items);
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** What is thrown for the whole call, if a fault of that kind strikes it. */
    synchronized Optional<CloudmeshException> strike(String operation, Fault.Kind kind, String item) {
        for (var armed : faults) {
            if (armed.left > 0
                    && armed.fault.kind() == kind
                    && armed.fault.operation().equals(operation)
                    && armed.fault.only().test(item)) {
                armed.left--;
                return Optional.of(armed.fault.cause());
            }
        }
        return Optional.empty();
    }

    synchronized Optional<SimMachine> byToken(@Nullable String token, int index) {
        return machines.values().stream()
                .filter(machine -> token != null && token.equals(machine.token) && machine.index == index)
                .findFirst();
    }

    /** Makes it if the quota allows. */
    synchronized Optional<SimMachine> make(CreateRequest request, NewNode node, @Nullable String token, Instant now) {
        if (machines.size() >= quota) {
            return Optional.empty();
        }
        var machine = new SimMachine(
                idsByName ? "/sim/machines/" + node.name() : "sim-%06d".formatted(++made),
                node.name(),
                request.image(),
                request.flavor(),
                node.labels(),
                token,
                node.index(),
                now);
        machine.become(NodeState.PENDING, NodeState.RUNNING, now.plus(bootTime));
        machines.put(machine.id, machine);
        return Optional.of(machine);
    }

    synchronized void foreign(String name) {
        var machine = new SimMachine(
                "sim-%06d".formatted(++made), name, "sim-image", "sim-small", Map.of(), null, 0, Instant.EPOCH);
        machine.become(NodeState.RUNNING, NodeState.RUNNING, Instant.EPOCH);
        machines.put(machine.id, machine);
    }

    synchronized void breakNode(String id) {
        var machine = machines.get(id);
        if (machine == null) {
            throw new IllegalArgumentException(
                    "there is no machine %s to break; there are %s".formatted(id, machines.keySet()));
        }
        machine.become(NodeState.ERROR, NodeState.ERROR, Instant.EPOCH);
    }

    synchronized void remove(String id) {
        machines.remove(id);
    }

    synchronized List<String> names() {
        return machines.values().stream().map(machine -> machine.name).toList();
    }

    /** Works on a machine, which no other call changes meanwhile; null where there is none. */
    synchronized <R> R with(String id, Function<@Nullable SimMachine, R> work) {
        return work.apply(machines.get(id));
    }

    synchronized List<SimMachine> listed(Instant now) {
        return machines.values().stream()
                .filter(machine -> !now.isBefore(machine.createdAt.plus(listingLag)))
                .toList();
    }
}

package org.cloudmesh.testkit.sim;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.NewNode;
import org.jspecify.annotations.Nullable;

/** The machines of a {@link SimCloud}, found without looking at all. Thread-safe; a request holds the lock while it works. */
final class SimMachines {

    private static final String INTENT = "cloudmesh-intent";

    private final SimSettings settings;
    private final Map<String, SimMachine> byId = new LinkedHashMap<>();
    private final SimIndex<String> byName = new SimIndex<>();
    private final SimIndex<String> byIntent = new SimIndex<>();
    private final Map<Token, SimMachine> byToken = new HashMap<>();
    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Integer> madeByName = new HashMap<>();
    private int made;

    private record Token(String token, int index) {}

    SimMachines(SimSettings settings) {
        this.settings = settings;
    }

    /** The machine that this create has made before, as far as the cloud can tell. */
    synchronized Optional<SimMachine> known(CreateRequest request, NewNode node) {
        return switch (settings.guarantee) {
            case TOKEN -> Optional.ofNullable(byToken.get(new Token(request.token(), node.index())));
            case NAME ->
                byName.get(node.name()).stream()
                        .filter(machine -> machine.index == node.index() && isOfOneIntent(machine, node))
                        .findFirst();
            case METADATA, NONE -> Optional.empty();
        };
    }

    private static boolean isOfOneIntent(SimMachine machine, NewNode node) {
        var intent = node.labels().get(INTENT);
        return intent != null && intent.equals(machine.labels.get(INTENT));
    }

    /** Whether another machine of that name is refused. */
    synchronized boolean isNameTaken(String name) {
        return settings.hasUniqueNames() && !byName.get(name).isEmpty();
    }

    /** How many more the quota allows. */
    synchronized int left() {
        return Math.max(0, settings.quota - byId.size());
    }

    synchronized SimMachine make(CreateRequest request, NewNode node, Instant now) {
        int nth = madeByName.merge(node.name(), 1, Integer::sum);
        var id = settings.idsByName ? "/sim/machines/" + node.name() : nextId();
        var fate = settings.fate;
        var machine = new SimMachine(
                id,
                node.name(),
                request.image(),
                request.flavor(),
                node.labels(),
                node.index(),
                now,
                fate.random(node.name(), nth));
        boot(machine, fate, now);
        add(machine, settings.guarantee == CreateGuarantee.TOKEN ? new Token(request.token(), node.index()) : null);
        return machine;
    }

    private static void boot(SimMachine machine, SimFate fate, Instant now) {
        boolean stuck = fate.isStuck(machine.name, machine.random);
        boolean fails = fate.fails(machine.name, machine.random);
        var up = now.plus(fate.duration(machine.random));
        if (stuck) {
            machine.become(NodeState.PENDING, NodeState.PENDING, now);
        } else if (fails) {
            machine.fail(up, "no simulated host could run it");
        } else {
            machine.become(NodeState.PENDING, NodeState.RUNNING, up);
        }
    }

    synchronized SimMachine foreign(String name) {
        if (isNameTaken(name)) {
            throw new IllegalArgumentException(
                    "there is a machine \"%s\" already, and names are unique here; take another".formatted(name));
        }
        var machine = new SimMachine(
                nextId(),
                name,
                SimImages.DEFAULT,
                SimFlavors.DEFAULT,
                Map.of(),
                0,
                Instant.EPOCH,
                settings.fate.random(name, 0));
        machine.become(NodeState.RUNNING, NodeState.RUNNING, Instant.EPOCH);
        add(machine, null);
        return machine;
    }

    private String nextId() {
        return "sim-%06d".formatted(++made);
    }

    private void add(SimMachine machine, @Nullable Token token) {
        byId.put(machine.id, machine);
        byName.add(machine.name, machine);
        byIntent.add(machine.labels.get(INTENT), machine);
        if (token != null) {
            byToken.put(token, machine);
            tokens.put(machine.id, token);
        }
    }

    synchronized void remove(String id) {
        var machine = byId.remove(id);
        if (machine == null) {
            return;
        }
        byName.remove(machine.name, machine);
        byIntent.remove(machine.labels.get(INTENT), machine);
        var token = tokens.remove(id);
        if (token != null) {
            byToken.remove(token);
        }
    }

    synchronized void breakNode(String id) {
        var machine = byId.get(id);
        if (machine == null) {
            throw new IllegalArgumentException(
                    "there is no machine %s to break; there are %s".formatted(id, byId.keySet()));
        }
        machine.fail(Instant.EPOCH, "the simulated host broke");
    }

    synchronized @Nullable SimMachine get(String id) {
        return byId.get(id);
    }

    synchronized List<SimMachine> all() {
        return List.copyOf(byId.values());
    }

    synchronized int size() {
        return byId.size();
    }

    List<SimMachine> listed(Instant now) {
        return all().stream().filter(machine -> isListed(machine, now)).toList();
    }

    synchronized List<SimMachine> listed(Collection<String> ids, Instant now) {
        return ids.stream()
                .distinct()
                .map(byId::get)
                .filter(Objects::nonNull)
                .filter(machine -> isListed(machine, now))
                .toList();
    }

    synchronized List<SimMachine> listedOfIntent(String intentId, Instant now) {
        return byIntent.get(intentId).stream()
                .filter(machine -> isListed(machine, now))
                .toList();
    }

    private boolean isListed(SimMachine machine, Instant now) {
        return !now.isBefore(machine.createdAt.plus(settings.listingLag));
    }
}

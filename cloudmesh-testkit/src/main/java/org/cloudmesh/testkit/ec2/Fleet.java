package org.cloudmesh.testkit.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The instances of a region, in the order of their launch, and what bounds their number. */
final class Fleet {

    /** A launch with a client token: what was asked, and what came of it. */
    record Launched(SortedMap<String, String> asked, String reservationId) {}

    private static final int OCTET = 256;

    private final Map<String, Machine> byId = new LinkedHashMap<>();
    private final Map<String, Launched> byToken = new HashMap<>();
    private final Pace pace;
    private final int capacity;
    private int maxInstances;
    private int maxVcpus;
    private long lastNumber;
    private int lastPublic;

    Fleet(Ec2Options options) {
        pace = options.pace();
        capacity = options.capacity();
        maxInstances = options.maxInstances();
        maxVcpus = options.maxVcpus();
    }

    void limit(int instances, int vcpus) {
        maxInstances = instances;
        maxVcpus = vcpus;
    }

    int maxVcpus() {
        return maxVcpus;
    }

    List<Machine> all() {
        return new ArrayList<>(byId.values());
    }

    List<Machine> visible(Instant now) {
        return byId.values().stream().filter(machine -> machine.isVisible(now)).toList();
    }

    @Nullable
    Launched launched(String token) {
        return byToken.get(token);
    }

    void remember(String token, Launched launched) {
        byToken.put(token, launched);
    }

    List<Machine> reserved(String reservationId) {
        return byId.values().stream()
                .filter(machine -> machine.reservationId().equals(reservationId))
                .toList();
    }

    Machine add(Spec spec, String id, String reservationId, int index, Instant now) {
        long number = lastNumber++;
        var birth = new Machine.Birth(number, id, reservationId, index, now, Network.address(spec.zone(), number));
        var machine = new Machine(birth, spec, pace, publicIp(spec));
        byId.put(id, machine);
        return machine;
    }

    /** A new one, if the instance gets any. */
    @Nullable
    String publicIp(Spec spec) {
        if (!spec.publicAddress()) {
            return null;
        }
        lastPublic++;
        return "54." + (lastPublic / (OCTET * OCTET)) % OCTET + "." + (lastPublic / OCTET) % OCTET + "."
                + lastPublic % OCTET;
    }

    int roomByQuota(Instant now) {
        return Math.max(0, maxInstances - on(now).size());
    }

    int roomByVcpus(Instant now, int each) {
        int used = on(now).stream().mapToInt(machine -> machine.spec().vcpus()).sum();
        return Math.max(0, maxVcpus - used) / each;
    }

    int roomByCapacity(Instant now) {
        return Math.max(0, capacity - on(now).size());
    }

    private List<Machine> on(Instant now) {
        return byId.values().stream()
                .filter(machine -> machine.state(now).isOn())
                .toList();
    }

    /** Those; all or nothing. Captured: from moto 5.2.3, which has the sentences from EC2. */
    List<Machine> known(List<String> ids, Instant now) {
        for (var id : ids) {
            if (!Ids.isWellFormed("i-", id)) {
                throw new Ec2Error("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
            }
        }
        var found = new LinkedHashMap<String, Machine>();
        var unknown = new ArrayList<String>();
        for (var id : ids) {
            var machine = byId.get(id);
            if (machine != null && machine.isVisible(now)) {
                found.put(id, machine);
            } else {
                unknown.add(id);
            }
        }
        if (!unknown.isEmpty()) {
            var many = unknown.size() > 1;
            throw new Ec2Error(
                    "InvalidInstanceID.NotFound",
                    "The instance ID" + (many ? "s" : "") + " '" + String.join(", ", unknown) + "' do"
                            + (many ? "" : "es") + " not exist");
        }
        return List.copyOf(found.values());
    }
}

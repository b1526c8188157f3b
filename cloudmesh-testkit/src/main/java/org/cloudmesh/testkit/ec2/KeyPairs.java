package org.cloudmesh.testkit.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The key pairs of a region. */
final class KeyPairs {

    /** One of them, without its tags. */
    record Pair(String id, String name, PublicKey key, Instant at) {}

    private final Map<String, Pair> byName = new LinkedHashMap<>();

    List<Pair> all() {
        return new ArrayList<>(byName.values());
    }

    void add(Pair pair) {
        byName.put(pair.name(), pair);
    }

    void remove(Pair pair) {
        byName.remove(pair.name());
    }

    void checkNew(String name) {
        if (byName.containsKey(name)) {
            throw new Ec2Error("InvalidKeyPair.Duplicate", "The keypair already exists");
        }
    }

    /** Refuses a name that no key pair has. */
    void checkKnown(String name) {
        if (!byName.containsKey(name)) {
            throw new Ec2Error("InvalidKeyPair.NotFound", "The key pair '" + name + "' does not exist");
        }
    }

    /** Refuses an id that no key pair has. */
    void checkKnownId(String id) {
        if (byName.values().stream().noneMatch(pair -> pair.id().equals(id))) {
            throw new Ec2Error("InvalidKeyPair.NotFound", "The key pair '" + id + "' does not exist");
        }
    }
}

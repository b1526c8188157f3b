package org.cloudmesh.jclouds.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.jclouds.http.MeshNames;
import org.cloudmesh.jclouds.http.OneAtATime;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** The key pairs of a mesh: one a public key, named after both. Thread-safe. */
final class Ec2KeyPairs {

    private static final String IMPORT = "ImportKeyPair";
    private static final String DELETE = "DeleteKeyPair";

    private final Ec2Api api;
    private final OneAtATime turns;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Ec2KeyPairs(Ec2Api api) {
        this.api = api;
        turns = new OneAtATime(api.cloud());
    }

    /** The name of the one to launch with; null for none. */
    @Nullable
    String of(Access access, Deadline deadline) {
        if (access.keyPair() != null || access.publicKey() == null) {
            return access.keyPair();
        }
        var name = MeshNames.keyPair(access.mesh(), access.publicKey());
        var publicKey = access.publicKey();
        // Whoever comes meanwhile waits: it is made once.
        return turns.in(IMPORT, deadline, () -> makeSure(name, publicKey, deadline));
    }

    private String makeSure(String name, String publicKey, Deadline deadline) {
        if (known.contains(name)) {
            return name;
        }
        var material = Base64.getEncoder().encodeToString(publicKey.strip().getBytes(StandardCharsets.UTF_8));
        try {
            api.attempt(new Ec2Query(IMPORT).with("KeyName", name).with("PublicKeyMaterial", material), deadline);
        } catch (Ec2Refused e) {
            if (!e.isA("InvalidKeyPair.Duplicate")) {
                throw e.meaning();
            }
        }
        known.add(name);
        return name;
    }

    boolean forget(Access access) {
        return access.keyPair() == null
                && access.publicKey() != null
                && known.remove(MeshNames.keyPair(access.mesh(), access.publicKey()));
    }

    /** Each that was made for that mesh, by whichever program; another mesh's name may begin alike. */
    void giveBack(String mesh, Deadline deadline) {
        turns.in(DELETE, deadline, () -> delete(mesh, deadline));
    }

    private int delete(String mesh, Deadline deadline) {
        int deleted = 0;
        var own = MeshNames.keyPairsOf(mesh);
        var query = new Ec2Query("DescribeKeyPairs")
                .matching("key-name", List.of(Ec2Query.exactly(MeshNames.keyPairPrefix(mesh)) + "*"));
        for (var pair : api.all(query, "keySet", deadline)) {
            var name = pair.path("keyName").asText();
            if (own.test(name)) {
                known.remove(name);
                api.ask(new Ec2Query(DELETE).with("KeyName", name), deadline);
                deleted++;
            }
        }
        return deleted;
    }
}

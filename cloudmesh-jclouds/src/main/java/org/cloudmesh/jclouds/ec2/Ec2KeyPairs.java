package org.cloudmesh.jclouds.ec2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** The key pairs of a mesh: one a public key, named after both. Thread-safe. */
final class Ec2KeyPairs {

    private static final int DIGITS = 8;

    private final Ec2Api api;
    private final Set<String> known = new HashSet<>();

    Ec2KeyPairs(Ec2Api api) {
        this.api = api;
    }

    /** The name of the one to launch with; null for none. */
    @Nullable
    String of(Access access, Deadline deadline) {
        if (access.keyPair() != null || access.publicKey() == null) {
            return access.keyPair();
        }
        var name = name(access.mesh(), access.publicKey());
        makeSure(name, access.publicKey(), deadline);
        return name;
    }

    /** Whoever comes meanwhile waits: it is made once. */
    private synchronized void makeSure(String name, String publicKey, Deadline deadline) {
        if (known.contains(name)) {
            return;
        }
        var material = Base64.getEncoder().encodeToString(publicKey.strip().getBytes(StandardCharsets.UTF_8));
        try {
            api.attempt(
                    new Ec2Query("ImportKeyPair").with("KeyName", name).with("PublicKeyMaterial", material), deadline);
        } catch (Ec2Refused e) {
            if (!e.isA("InvalidKeyPair.Duplicate")) {
                throw e.meaning();
            }
        }
        known.add(name);
    }

    private static String name(String mesh, String publicKey) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(publicKey.strip().getBytes(StandardCharsets.UTF_8));
            return prefix(mesh) + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String prefix(String mesh) {
        return "cloudmesh-" + mesh + "-";
    }

    synchronized boolean forget(Access access) {
        return access.keyPair() == null
                && access.publicKey() != null
                && known.remove(name(access.mesh(), access.publicKey()));
    }

    /** Each that was made for that mesh, by whichever program; another mesh's name may begin alike. */
    synchronized void giveBack(String mesh, Deadline deadline) {
        var own = Pattern.compile(Pattern.quote(prefix(mesh)) + "[0-9a-f]{" + DIGITS + "}");
        var query =
                new Ec2Query("DescribeKeyPairs").matching("key-name", List.of(Ec2Query.exactly(prefix(mesh)) + "*"));
        for (var pair : api.all(query, "keySet", deadline)) {
            var name = pair.path("keyName").asText();
            if (own.matcher(name).matches()) {
                known.remove(name);
                api.ask(new Ec2Query("DeleteKeyPair").with("KeyName", name), deadline);
            }
        }
    }
}

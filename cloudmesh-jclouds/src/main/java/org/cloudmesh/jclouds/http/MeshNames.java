package org.cloudmesh.jclouds.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is called after a mesh at a cloud, so that every program of that mesh finds what another one made. */
public final class MeshNames {

    private static final int DIGITS = 8;

    private MeshNames() {}

    /** Of its security group, and of whatever there is one of. */
    public static String of(String mesh) {
        return "cloudmesh-" + mesh;
    }

    /** Of the key pair that has this public key. */
    public static String keyPair(String mesh, String publicKey) {
        return keyPairPrefix(mesh) + digest(publicKey.strip());
    }

    /** What the names of all key pairs of that mesh begin with; those of another mesh may as well. */
    public static String keyPairPrefix(String mesh) {
        return of(mesh) + "-";
    }

    /** Whether a name is of a key pair of that mesh, and of no other. */
    public static Predicate<String> keyPairsOf(String mesh) {
        return Pattern.compile(Pattern.quote(keyPairPrefix(mesh)) + "[0-9a-f]{" + DIGITS + "}")
                .asMatchPredicate();
    }

    private static String digest(String publicKey) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, DIGITS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

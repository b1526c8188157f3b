package org.cloudmesh.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.cloudmesh.spi.HostKey;
import org.cloudmesh.spi.HostKeys;
import org.jspecify.annotations.Nullable;

/** Asks {@link HostKeys} about the key a host shows, and remembers what came of it. One a connection. */
final class HostKeyCheck implements HostKeyVerifier {

    private final HostKeys hostKeys;
    private volatile @Nullable HostKey refused;
    private volatile @Nullable RuntimeException failure;

    HostKeyCheck(HostKeys hostKeys) {
        this.hostKeys = hostKeys;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        var shown = new HostKey(KeyType.fromKey(key).toString(), fingerprint(key));
        try {
            if (hostKeys.accept(shown)) {
                return true;
            }
        } catch (RuntimeException e) {
            // This is sshj's thread; the caller's throws it.
            failure = e;
            return false;
        }
        refused = shown;
        return false;
    }

    /** sshj puts these first, in its own order, which has the SHA-2 signatures of an RSA key before the SHA-1 one. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return hostKeys.known()
                .map(HostKey::algorithm)
                .map(HostKeyCheck::signatures)
                .orElse(List.of());
    }

    /** The key that was not accepted, if that is what happened. */
    @Nullable
    HostKey refused() {
        return refused;
    }

    /** What asking threw, if it threw. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    private static List<String> signatures(String algorithm) {
        return algorithm.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa") : List.of(algorithm);
    }

    /** As OpenSSH prints it: base64 without padding of the SHA-256 of the key's wire form (ssh-keygen -l). */
    static String fingerprint(PublicKey key) {
        var blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256, which every JVM must have", e);
        }
    }
}

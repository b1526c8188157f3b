package org.cloudmesh.testkit.ec2;

import java.time.Instant;
import java.util.Map;

/**
 * A key pair, of which EC2 keeps the public half.
 *
 * @param region where it is
 * @param id {@code key-} and 17 hexadecimal digits
 * @param name unique in its region
 * @param type {@code rsa} or {@code ed25519}
 * @param fingerprint as EC2 computes it for where the pair comes from
 * @param publicKey in OpenSSH's form
 * @param tags by key
 * @param createTime when it was created or imported
 */
public record Ec2KeyPair(
        String region,
        String id,
        String name,
        String type,
        String fingerprint,
        String publicKey,
        Map<String, String> tags,
        Instant createTime) {

    /** Keeps its own copy of the tags. */
    public Ec2KeyPair {
        tags = Map.copyOf(tags);
    }
}

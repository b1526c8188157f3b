package org.cloudmesh.internal.runtime;

import java.security.SecureRandom;
import java.time.Instant;
import org.cloudmesh.NodeId;

/** Ids that nobody else makes, and that sort by the time they were made: 48 bits of milliseconds, 80 of chance. */
public final class Ids {

    /** Crockford's base 32: no letter is taken for a digit, and the order is that of ASCII. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** No cloud gives such an id: that of Azure begins with a slash, and the others' are letters, digits and dashes. */
    private static final String PLANNED = "planned:";

    private Ids() {}

    /** A new one: 26 lower-case letters and digits. */
    public static String next(Instant now) {
        var id = new StringBuilder(26);
        long millis = now.toEpochMilli();
        for (int shift = 45; shift >= 0; shift -= 5) {
            id.append(ALPHABET.charAt((int) (millis >>> shift) & 31));
        }
        for (int i = 0; i < 16; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(32)));
        }
        return id.toString();
    }

    /** Of a node that a dry run plans. */
    public static NodeId planned(String cloud, String intentId, int index) {
        return new NodeId(cloud, PLANNED + intentId + "-" + index);
    }

    /** Whether a dry run planned that node, and nobody made it. */
    public static boolean isPlanned(NodeId id) {
        return id.providerId().startsWith(PLANNED);
    }
}

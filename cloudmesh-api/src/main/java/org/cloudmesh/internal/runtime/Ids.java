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

    /** The last 16 digits of the id that was made last, and its millisecond. */
    private static final int[] chance = new int[16];

    private static long lastMillis = -1;

    private Ids() {}

    /** A new one: 26 lower-case letters and digits. Of two in the same millisecond, this program's later one is greater. */
    public static synchronized String next(Instant now) {
        long millis = now.toEpochMilli();
        if (millis == lastMillis) {
            increment();
        } else {
            lastMillis = millis;
            for (int i = 0; i < chance.length; i++) {
                chance[i] = RANDOM.nextInt(32);
            }
        }
        var id = new StringBuilder(26).append(time(millis));
        for (int digit : chance) {
            id.append(ALPHABET.charAt(digit));
        }
        return id.toString();
    }

    /** Not greater than any id made at that moment, and greater than all made before. */
    public static String earliest(Instant at) {
        return time(at.toEpochMilli());
    }

    private static String time(long millis) {
        var digits = new StringBuilder(10);
        for (int shift = 45; shift >= 0; shift -= 5) {
            digits.append(ALPHABET.charAt((int) (millis >>> shift) & 31));
        }
        return digits.toString();
    }

    private static void increment() {
        for (int i = chance.length - 1; i >= 0; i--) {
            chance[i] = (chance[i] + 1) & 31;
            if (chance[i] != 0) {
                return;
            }
        }
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

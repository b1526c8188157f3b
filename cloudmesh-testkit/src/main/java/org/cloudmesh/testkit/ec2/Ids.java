package org.cloudmesh.testkit.ec2;

import java.util.Locale;
import java.util.regex.Pattern;

/** Resource ids: a prefix and 17 hexadecimal digits, unlike each other from region to region; never the same again. */
final class Ids {

    private static final Pattern FORM = Pattern.compile("[a-z]+-([0-9a-f]{8}|[0-9a-f]{17})");

    private final String region;
    private long last;

    Ids(String region) {
        this.region = region;
    }

    String next(String prefix) {
        return of(region, prefix, ++last);
    }

    /** The id with that number. */
    static String of(String region, String prefix, long number) {
        // SplitMix64, which makes of each number another one.
        long z = number * 0x9E3779B97F4A7C15L + region.hashCode();
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return prefix + String.format(Locale.ROOT, "0%016x", z ^ (z >>> 31));
    }

    static boolean isWellFormed(String prefix, String id) {
        return id.startsWith(prefix) && FORM.matcher(id).matches();
    }
}

package org.cloudmesh.testkit.sim;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * What becomes of the machines of a {@link SimCloud}: drawn for each from the seed, its name and how many of that name there
 * were before, so that the order in which threads make them does not matter. Immutable.
 *
 * @param seed the same draws the same
 * @param shortest the least a machine takes to change its state
 * @param longest the most
 * @param stuck which never come up, by name
 * @param stuckShare how many of all never come up, 0 to 1
 * @param failing which come up broken, by name
 * @param failingShare how many of all come up broken, 0 to 1
 */
record SimFate(
        long seed,
        Duration shortest,
        Duration longest,
        Predicate<String> stuck,
        double stuckShare,
        Predicate<String> failing,
        double failingShare) {

    private static final double SHAPE = 1.5;
    private static final double SCALE = 0.1;

    /** Below the end of the span, of a Pareto distribution of the second kind. */
    private static final double WITHIN = 1 - Math.pow(1 + 1 / SCALE, -SHAPE);

    /** Everything comes up at once. */
    SimFate() {
        this(0, Duration.ZERO, Duration.ZERO, name -> false, 0, name -> false, 0);
    }

    SimFate seed(long value) {
        return new SimFate(value, shortest, longest, stuck, stuckShare, failing, failingShare);
    }

    SimFate within(Duration least, Duration most) {
        if (least.isNegative() || least.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "a machine takes between 0 and some time, the shorter first, not %s to %s".formatted(least, most));
        }
        return new SimFate(seed, least, most, stuck, stuckShare, failing, failingShare);
    }

    SimFate stuck(double share) {
        return new SimFate(seed, shortest, longest, stuck, share(share), failing, failingShare);
    }

    SimFate stuck(Predicate<String> names) {
        return new SimFate(seed, shortest, longest, names, stuckShare, failing, failingShare);
    }

    SimFate failing(double share) {
        return new SimFate(seed, shortest, longest, stuck, stuckShare, failing, share(share));
    }

    SimFate failing(Predicate<String> names) {
        return new SimFate(seed, shortest, longest, stuck, stuckShare, names, failingShare);
    }

    private static double share(double share) {
        if (share >= 0 && share <= 1) {
            return share;
        }
        throw new IllegalArgumentException("a share is between 0 and 1, not " + share);
    }

    /** What one machine draws from. */
    SplittableRandom random(String name, int nth) {
        var sum = new CRC32C();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        // Spread over the 64 bits, since neighbouring seeds would begin alike.
        long mixed = (seed * 31 + sum.getValue()) * 31 + nth;
        return new SplittableRandom(mixed * 0x9E3779B97F4A7C15L);
    }

    /** Whether the machine never comes up; draws once. */
    boolean isStuck(String name, SplittableRandom random) {
        return random.nextDouble() < stuckShare || stuck.test(name);
    }

    /** Whether the machine comes up broken; draws once. */
    boolean fails(String name, SplittableRandom random) {
        return random.nextDouble() < failingShare || failing.test(name);
    }

    /** How long the machine's next change of state takes; draws once. */
    Duration duration(SplittableRandom random) {
        double drawn = SCALE * (Math.pow(1 - random.nextDouble() * WITHIN, -1 / SHAPE) - 1);
        return shortest.plusNanos((long) (drawn * longest.minus(shortest).toNanos()));
    }
}

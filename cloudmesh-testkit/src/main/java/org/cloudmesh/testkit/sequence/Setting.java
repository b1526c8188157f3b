package org.cloudmesh.testkit.sequence;

import java.time.Duration;
import java.util.Random;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.testkit.sim.SimCloud;

/**
 * What kind of cloud a sequence plays on. Immutable.
 *
 * @param seed what the cloud's own chances are drawn from
 * @param guarantee what it promises about a lost create
 * @param idsByName whether a machine made anew under a name has the id of the one before it
 * @param maxBatch how many nodes a request names
 * @param atomic whether one bad item spoils a request
 * @param bootTime how long a machine takes to come up
 * @param listingLag how long a new machine is not listed
 * @param quota how many machines it allows
 * @param failing the share of machines that end in {@code ERROR}, and of those that stay {@code PENDING}
 */
record Setting(
        long seed,
        CreateGuarantee guarantee,
        boolean idsByName,
        int maxBatch,
        boolean atomic,
        Duration bootTime,
        Duration listingLag,
        int quota,
        double failing) {

    static Setting random(Random random) {
        var guarantee = oneOf(random, CreateGuarantee.values());
        return new Setting(
                random.nextInt(1000),
                guarantee,
                guarantee == CreateGuarantee.NAME && random.nextBoolean(),
                oneOf(random, 1, 10, 100),
                random.nextInt(3) == 0,
                Duration.ofSeconds(oneOf(random, 0, 10, 180)),
                Duration.ofSeconds(oneOf(random, 0, 0, 5, 20)),
                oneOf(random, 10, 30, Integer.MAX_VALUE),
                oneOf(random, 0.0, 0.0, 0.1));
    }

    @SafeVarargs
    static <T> T oneOf(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    SimCloud cloud() {
        var cloud = new SimCloud()
                .seed(seed)
                .guarantee(guarantee)
                .maxBatch(maxBatch)
                .bootTime(bootTime)
                .listingLag(listingLag)
                .quota(quota)
                .failing(failing)
                .stuck(failing);
        if (idsByName) {
            cloud.idsByName();
        }
        return atomic ? cloud.atomicBatches() : cloud;
    }
}

package org.cloudmesh.testkit.sequence;

import java.time.Duration;
import java.util.Random;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.testkit.sim.SimCloud;

/**
 * What kind of cloud a sequence plays on. Immutable.
 *
 * @param guarantee what it promises about a lost create
 * @param maxBatch how many nodes a request names
 * @param bootTime how long a machine takes to come up
 * @param listingLag how long a new machine is not listed
 * @param quota how many machines it allows
 */
record Setting(CreateGuarantee guarantee, int maxBatch, Duration bootTime, Duration listingLag, int quota) {

    static Setting random(Random random) {
        return new Setting(
                oneOf(random, CreateGuarantee.TOKEN, CreateGuarantee.METADATA, CreateGuarantee.NONE),
                oneOf(random, 1, 10, 100),
                Duration.ofSeconds(oneOf(random, 0, 10, 180)),
                Duration.ofSeconds(oneOf(random, 0, 0, 5, 20)),
                oneOf(random, 10, 30, Integer.MAX_VALUE));
    }

    @SafeVarargs
    static <T> T oneOf(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    SimCloud cloud() {
        return new SimCloud()
                .guarantee(guarantee)
                .maxBatch(maxBatch)
                .bootTime(bootTime)
                .listingLag(listingLag)
                .quota(quota);
    }
}

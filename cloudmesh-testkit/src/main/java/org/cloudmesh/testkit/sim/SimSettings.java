package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Time;

/** What a {@link SimCloud} was told to be; may change while it is used. Thread-safe. */
final class SimSettings {

    volatile CreateGuarantee guarantee = CreateGuarantee.METADATA;
    volatile Set<Feature> features = EnumSet.complementOf(EnumSet.of(Feature.PUBLIC_ADDRESS));
    volatile int maxBatch = 1;
    volatile boolean atomicBatches;
    volatile boolean billed;
    volatile boolean idsByName;
    volatile boolean uniqueNames;
    volatile int quota = Integer.MAX_VALUE;
    volatile Duration listingLag = Duration.ZERO;
    volatile Duration settleTime = Duration.ofSeconds(30);
    volatile SimFate fate = new SimFate();
    volatile SimImages images = SimImages.two();
    volatile SimCredentials credentials = new SimCredentials("sim", "sim", false);
    volatile SimRate rate = new SimRate(Integer.MAX_VALUE);

    /** Of the mesh that connected last. */
    volatile Time time = Time.system();

    boolean hasUniqueNames() {
        return uniqueNames || idsByName || guarantee == CreateGuarantee.NAME;
    }
}

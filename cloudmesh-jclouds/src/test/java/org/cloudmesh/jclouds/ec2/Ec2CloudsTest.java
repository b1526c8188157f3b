package org.cloudmesh.jclouds.ec2;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.testkit.contract.CloudDriverContract;
import org.junit.jupiter.api.Tag;

/**
 * The contract against the endpoint that {@code CLOUDMESH_IT_EC2} names: moto 5.2.3, as it is started beside the checkout.
 * Of these moto is no witness:
 * <ul>
 *   <li>signatures: any are taken, and an unknown region is a failure inside;
 *   <li>ClientToken: the same one launches anew, so that a replay, and a mismatch, are seen at the fake alone;
 *   <li>MinCount and MaxCount: it launches MinCount, whatever the other says;
 *   <li>images and types: it launches what it has none of, unless told otherwise when it is started;
 *   <li>states: a terminated instance is stopped and started again, and nothing is ever pending for long;
 *   <li>quota, capacity, throttling, expired sessions, late visibility;
 *   <li>malformed ids of instances, which it does not find instead; security groups in use, which it deletes.
 * </ul>
 */
@Tag("clouds")
class Ec2CloudsTest extends CloudDriverContract {

    private static final String ENDPOINT = "CLOUDMESH_IT_EC2";

    @Override
    protected CloudProvider provider() {
        var endpoint = System.getenv(ENDPOINT);
        assumeTrue(endpoint != null, ENDPOINT + " names no endpoint of EC2, such as http://127.0.0.1:15000");
        return Configured.at(endpoint, "AKIAMADEUP", "made-up").with("requests_per_second", "1000");
    }

    @Override
    protected Map<String, String> notWitnessed() {
        return Map.of(
                "makesNothingNewForATokenItKnows", "moto launches anew under the same ClientToken",
                "refusesAnImageThatIsNone", "moto launches what it has no image of",
                "letsNoUserDataBeSeenInARefusal", "moto launches what it has no image of",
                "refusesAFlavorThatIsNone", "moto launches an instance of any type",
                "doesTheRestOfALargeBatchWhereThreeAreGone", "moto stops what is terminated");
    }

    @Override
    protected Duration patience() {
        return Duration.ofMinutes(2);
    }

    @Override
    protected String image() {
        return "ami-03cf127a";
    }

    @Override
    protected String flavor() {
        return "t3.micro";
    }

    @Override
    protected String unknownId() {
        return "i-0123456789abcdef0";
    }

    @Override
    protected Set<String> sharedThreads() {
        return Configured.SHARED_THREADS;
    }

    @Override
    protected boolean refusesNeedlessVerbs() {
        return false;
    }
}

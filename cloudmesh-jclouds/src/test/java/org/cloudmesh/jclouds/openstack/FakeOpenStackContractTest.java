package org.cloudmesh.jclouds.openstack;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.contract.CloudDriverContract;
import org.cloudmesh.testkit.openstack.FakeOpenStack;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterAll;

/** The contract against the fake of the testkit, whose servers take their time. */
class FakeOpenStackContractTest extends CloudDriverContract {

    private static final VirtualTime TIME = new VirtualTime();
    private static final FakeOpenStack FAKE = FakeOpenStack.start(o -> o.time(TIME)
            .quota(1000)
            .bootTime(Duration.ofSeconds(2))
            .actionTime(Duration.ofSeconds(1))
            .deleteTime(Duration.ofSeconds(1)));

    @AfterAll
    static void end() {
        FAKE.close();
    }

    @Override
    protected CloudProvider provider() {
        return new Configured(Configured.demo(FAKE.endpoint(), Map.of()));
    }

    @Override
    protected Time time() {
        return TIME;
    }

    @Override
    protected Set<String> sharedThreads() {
        return Configured.SHARED_THREADS;
    }
}

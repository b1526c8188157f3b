package org.cloudmesh.testkit.sim;

import java.time.Duration;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.contract.CloudDriverContract;
import org.junit.jupiter.api.Nested;

class SimCloudTest {

    @Nested
    class WithTokens extends SimContract {
        WithTokens() {
            super(CreateGuarantee.TOKEN, 1000);
        }
    }

    @Nested
    class WithMetadata extends SimContract {
        WithMetadata() {
            super(CreateGuarantee.METADATA, 1);
        }
    }

    abstract static class SimContract extends CloudDriverContract {

        private final VirtualTime time = new VirtualTime();
        private final SimCloud cloud;

        SimContract(CreateGuarantee guarantee, int maxBatch) {
            cloud = new SimCloud().guarantee(guarantee).maxBatch(maxBatch).bootTime(Duration.ofSeconds(5));
        }

        @Override
        protected CloudProvider provider() {
            return cloud;
        }

        @Override
        protected Time time() {
            return time;
        }

        @Override
        protected void pause() {
            time.advance(Duration.ofSeconds(1));
        }
    }
}

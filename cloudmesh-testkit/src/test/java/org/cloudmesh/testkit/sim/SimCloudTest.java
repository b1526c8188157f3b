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
            super(new SimCloud().guarantee(CreateGuarantee.TOKEN).maxBatch(1000));
        }
    }

    @Nested
    class WithMetadata extends SimContract {
        WithMetadata() {
            super(new SimCloud().guarantee(CreateGuarantee.METADATA));
        }
    }

    @Nested
    class WithoutGuarantee extends SimContract {
        WithoutGuarantee() {
            super(new SimCloud().guarantee(CreateGuarantee.NONE));
        }
    }

    @Nested
    class WithAtomicBatches extends SimContract {
        WithAtomicBatches() {
            super(new SimCloud().guarantee(CreateGuarantee.TOKEN).maxBatch(100).atomicBatches());
        }
    }

    abstract static class SimContract extends CloudDriverContract {

        private final VirtualTime time = new VirtualTime();
        private final SimCloud cloud;

        SimContract(SimCloud cloud) {
            this.cloud = cloud.bootTime(Duration.ofSeconds(5)).images(24);
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

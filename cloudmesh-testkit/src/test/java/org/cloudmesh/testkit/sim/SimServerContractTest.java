package org.cloudmesh.testkit.sim;

import java.time.Duration;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.contract.CloudDriverContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A served cloud keeps what every driver keeps. */
class SimServerContractTest {

    @Nested
    class WithMetadata extends ServedContract {
        WithMetadata() {
            super(new SimCloud().guarantee(CreateGuarantee.METADATA));
        }
    }

    @Nested
    class WithTokensAndAtomicBatches extends ServedContract {
        WithTokensAndAtomicBatches() {
            super(new SimCloud().guarantee(CreateGuarantee.TOKEN).maxBatch(100).atomicBatches());
        }
    }

    abstract static class ServedContract extends CloudDriverContract {

        private final VirtualTime time = new VirtualTime();
        private final SimServer server;

        // Not a method, which would run before the contract destroys what it made.
        @RegisterExtension
        final AfterEachCallback stop = context -> stop();

        ServedContract(SimCloud cloud) {
            server = SimServer.of(cloud.bootTime(Duration.ofSeconds(5)).images(1200))
                    .time(time)
                    .start();
        }

        private void stop() {
            server.close();
        }

        @Override
        protected CloudProvider provider() {
            return SimServer.at(server.port());
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

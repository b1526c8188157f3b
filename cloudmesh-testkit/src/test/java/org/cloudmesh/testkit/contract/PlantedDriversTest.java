package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cloudmesh.testkit.contract.FaultyDrivers.planted;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.cloudmesh.Feature;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each driver here has one fault, and the contract names it. */
class PlantedDriversTest {

    static Stream<FaultyDrivers.Planted> faults() {
        return planted().stream();
    }

    @AfterEach
    void endWhatWasLeft() {
        OfDriver.planted = FaultyDrivers.none();
        FaultyDrivers.LEAKED.forEach(Thread::interrupt);
        FaultyDrivers.LEAKED.clear();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void catchesADriverThat(FaultyDrivers.Planted planted, @TempDir Path directory) {
        OfDriver.planted = planted;

        var run = ContractRun.of(OfDriver.class, planted.caughtBy(), directory);

        assertThat(run.broken()).containsOnlyKeys(planted.caughtBy());
    }

    @ParameterizedTest
    @EnumSource(CreateGuarantee.class)
    void letsADriverWithoutAFaultPass(CreateGuarantee guarantee, @TempDir Path directory) {
        OfDriver.planted = FaultyDrivers.none().of(guarantee);

        var run = ContractRun.of(OfDriver.class, directory);

        assertThat(run.broken()).isEmpty();
        assertThat(run.size()).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void letsADriverPassThatDoesNotDeclare(Feature feature, @TempDir Path directory) {
        OfDriver.planted = FaultyDrivers.none().without(feature);

        var run = ContractRun.of(OfDriver.class, directory);

        assertThat(run.broken()).isEmpty();
        assertThat(run.size()).isGreaterThan(40);
    }

    /** The contract, on what is planted; run by its outer class alone. */
    static class OfDriver extends CloudDriverContract {

        private static FaultyDrivers.Planted planted = FaultyDrivers.none();

        private final VirtualTime time = new VirtualTime();
        private final SimCloud cloud = new SimCloud()
                .guarantee(planted.guarantee())
                .features(planted.features())
                .maxBatch(1000)
                .bootTime(Duration.ofSeconds(5));

        @Override
        protected CloudProvider provider() {
            return new CloudProvider() {
                @Override
                public String kind() {
                    return cloud.kind();
                }

                @Override
                public CloudDriver connect(CloudContext context) {
                    return planted.driver().apply(cloud, context);
                }
            };
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

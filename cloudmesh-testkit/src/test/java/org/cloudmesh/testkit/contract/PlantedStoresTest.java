package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each store here has one fault, and the contract names it. */
class PlantedStoresTest {

    static Stream<FaultyStores.Planted> faults() {
        return FaultyStores.planted().stream();
    }

    @AfterEach
    void endThreads() {
        FaultyStores.LEAKED.forEach(Thread::interrupt);
        FaultyStores.LEAKED.clear();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void catchesAStoreThat(FaultyStores.Planted planted, @TempDir Path directory) {
        StoreUnderTest.planted = planted;

        var run = ContractRun.of(StoreUnderTest.class, planted.caughtBy(), directory);

        assertThat(run.broken()).containsOnlyKeys(planted.caughtBy());
    }

    @Test
    void letsAStoreWithoutAFaultPass(@TempDir Path directory) {
        StoreUnderTest.planted = FaultyStores.none();

        var run = ContractRun.of(StoreUnderTest.class, directory);

        assertThat(run.broken()).isEmpty();
        assertThat(run.size()).isGreaterThan(50);
    }

    /** The contract, on what is planted; not one for the build to run by itself. */
    static class StoreUnderTest extends StoreContract {

        private static FaultyStores.Planted planted = FaultyStores.none();

        private final Store place = Store.inMemory();

        @Override
        protected Store open() {
            return planted.store().apply(place);
        }

        @Override
        protected Optional<Store> reopen() {
            return Optional.of(open());
        }
    }
}

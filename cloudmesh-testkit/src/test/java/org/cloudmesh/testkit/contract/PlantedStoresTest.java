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
    void endWhatWasLeft() {
        OfStore.planted = FaultyStores.none();
        FaultyStores.LEAKED.forEach(Thread::interrupt);
        FaultyStores.LEAKED.clear();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void catchesAStoreThat(FaultyStores.Planted planted, @TempDir Path directory) {
        OfStore.planted = planted;

        var run = ContractRun.of(OfStore.class, planted.caughtBy(), directory);

        assertThat(run.broken()).containsOnlyKeys(planted.caughtBy());
    }

    @Test
    void letsAStoreWithoutAFaultPass(@TempDir Path directory) {
        OfStore.planted = FaultyStores.none();

        var run = ContractRun.of(OfStore.class, directory);

        assertThat(run.broken()).isEmpty();
        assertThat(run.size()).isGreaterThan(50);
    }

    /** The contract, on what is planted; run by its outer class alone. */
    static class OfStore extends StoreContract {

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

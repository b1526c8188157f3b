package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.List;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.NameRequest;
import org.cloudmesh.spi.NamingStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

/** Contracts that are not kept, for the report of them; run by its test alone. */
final class ReportedContracts {

    private ReportedContracts() {}

    /** Knows two names and no more. */
    static class OfTwoNames extends NamingContract {

        @Override
        protected NamingStrategy naming() {
            return new Naming();
        }

        @Override
        protected @Nullable String asked() {
            return "web";
        }

        @Override
        protected boolean knowsHostLists() {
            return false;
        }

        static final class Naming implements NamingStrategy {
            @Override
            public List<String> names(NameRequest request) {
                return List.of("web1", "web2");
            }
        }
    }

    /** Lacks what it needs. */
    static class ThatCannotBegin extends NamingContract {

        @BeforeAll
        static void begin() {
            assertThat(Path.of("/no/such/server")).as("the server").exists();
        }

        @Override
        protected NamingStrategy naming() {
            return NamingStrategy.increment();
        }
    }

    /** As tests of real clouds are, where nobody says which. */
    static class OfACloudThatIsNotTold extends CloudDriverContract {

        @Override
        protected CloudProvider provider() {
            return abort("nobody told of a cloud");
        }
    }
}

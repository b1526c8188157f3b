package org.cloudmesh.testkit.contract;

import org.cloudmesh.spi.NamingStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** The strategies the library has. */
class NamingStrategiesTest {

    @Nested
    class Increment extends NamingContract {

        @Override
        protected NamingStrategy naming() {
            return NamingStrategy.increment();
        }

        @Override
        protected @Nullable String asked() {
            return "web";
        }
    }

    @Nested
    class IncrementOfANumber extends NamingContract {

        @Override
        protected NamingStrategy naming() {
            return NamingStrategy.increment();
        }

        @Override
        protected @Nullable String asked() {
            return "web098";
        }
    }

    @Nested
    class Template extends NamingContract {

        @Override
        protected NamingStrategy naming() {
            return NamingStrategy.template(NamingStrategy.DEFAULT_TEMPLATE);
        }

        @Override
        protected boolean knowsHostLists() {
            return true;
        }
    }

    @Nested
    class TemplateForAName extends NamingContract {

        @Override
        protected NamingStrategy naming() {
            return NamingStrategy.template("{kind}-{counter}");
        }

        @Override
        protected @Nullable String asked() {
            return "TEST_VM9";
        }
    }
}

package org.cloudmesh.testkit.contract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the contracts share: a report of how they were kept. */
@ExtendWith(ContractReport.class)
abstract class Contract {

    /** What is tested; the report names its class. Null where a test is put off before there is one. */
    abstract @Nullable Object implementation();
}

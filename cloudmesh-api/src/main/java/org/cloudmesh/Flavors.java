package org.cloudmesh;

import java.util.Optional;
import java.util.function.Predicate;

/** A cloud's flavors. Thread-safe. */
public interface Flavors extends Catalog<Flavor> {

    /**
     * The cheapest one that fits, from the store; refreshes first if the store has none.
     *
     * <p>Those with a price come before those without; these are compared by memory, then processors, then disk.
     */
    Optional<Flavor> findCheapest(Predicate<Flavor> fits);
}

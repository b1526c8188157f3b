package org.cloudmesh.testkit.sim;

import java.util.List;
import java.util.Optional;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.spi.Outcome;

/**
 * What a call does to its items at the cloud. Used under the lock of {@link SimMachines}.
 *
 * @param <I> an item
 * @param <R> what a success answers with
 */
interface SimVerb<I, R> {

    String operation();

    /** What faults know the item by. */
    String name(I item);

    /** Why the cloud would not do this item now, if it would not. */
    Optional<CloudmeshException> refusal(I item);

    /** Why the cloud would not do these together now, though it would do each; only asked of atomic batches. */
    default Optional<CloudmeshException> refusal(List<I> items) {
        return Optional.empty();
    }

    /** Does it. */
    R apply(I item);

    /** What the driver makes of a refusal. */
    default Outcome<R> refused(CloudmeshException cause) {
        return Outcome.failed(cause);
    }
}

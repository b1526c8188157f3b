package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.cloudmesh.Batch;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Failure;
import org.cloudmesh.Node;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** Makes sure that what was asked equals what is returned and what is reported. */
final class Answers {

    private Answers() {}

    /** The item's own outcome, whatever became of the batch; an answer that is too short leaves it unknown. */
    static <T> Outcome<T> item(Outcome<List<Outcome<T>>> batch, int index, Supplier<CloudmeshException> missing) {
        if (batch instanceof Outcome.Done<List<Outcome<T>>> done) {
            return index < done.value().size() ? done.value().get(index) : Outcome.unknown(missing.get());
        }
        if (batch instanceof Outcome.Failed<List<Outcome<T>>> failed) {
            return Outcome.failed(failed.cause());
        }
        return Outcome.unknown(((Outcome.Unknown<List<Outcome<T>>>) batch).cause());
    }

    /** Why it was not done; null if it was. */
    static @Nullable CloudmeshException cause(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Failed<?> failed) {
            return failed.cause();
        }
        return outcome instanceof Outcome.Unknown<?> unknown ? unknown.cause() : null;
    }

    /**
     * Both halves, if there are enough of the first.
     *
     * @throws PartialFailureException if there are not
     */
    static Batch<Node> batch(String verb, List<Node> done, List<Failure> failures, @Nullable Integer atLeast) {
        var batch = new Batch<>(new ArrayList<>(done), failures);
        int wanted = atLeast == null ? done.size() + failures.size() : atLeast;
        if (done.size() < wanted && !failures.isEmpty()) {
            throw new PartialFailureException(verb, batch);
        }
        return batch;
    }
}

package org.cloudmesh;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.Collectors;

/**
 * What a verb did: the list of what succeeded, and {@link #failures} for the rest. Together they account for all that
 * was asked. Immutable.
 *
 * @param <T> what succeeded, {@link Node} for the verbs on nodes
 */
public final class Batch<T> extends AbstractList<T> implements RandomAccess {

    private final List<T> succeeded;
    private final List<Failure> failures;

    /** Made by the library. */
    @Unstable
    public Batch(List<? extends T> succeeded, List<Failure> failures) {
        this.succeeded = List.copyOf(succeeded);
        this.failures = List.copyOf(failures);
    }

    /** Those that were not done, by reference, id and cause; empty when all were. */
    public List<Failure> failures() {
        return failures;
    }

    @Override
    public T get(int index) {
        return succeeded.get(index);
    }

    @Override
    public int size() {
        return succeeded.size();
    }

    /** Whether all was done, in the original's word: {@code True} or {@code False}. */
    public String word() {
        return failures.isEmpty() ? "True" : "False";
    }

    /** How many of how many, then a line for each. */
    @Override
    public String toString() {
        var done = succeeded.stream().map(each -> "\n  " + each).collect(Collectors.joining());
        var failed = failures.stream().map(each -> "\n  FAILED " + each).collect(Collectors.joining());
        return "%d of %d%s%s".formatted(size(), size() + failures.size(), done, failed);
    }
}

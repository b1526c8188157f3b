package org.cloudmesh.testkit.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list small, by leaving out halves, quarters and so on down to single ones (delta debugging). */
public final class Shrinking {

    private static final int MOST_RUNS = 600;

    private Shrinking() {}

    /**
     * A part of the list, in its order, that fails too; none of its elements can be left out, if there was time to try.
     *
     * @param failing a list that fails
     * @param fails whether a part of it does; asked 600 times at most
     */
    public static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        var smallest = failing;
        int runs = 0;
        int size = Math.max(1, failing.size() / 2);
        while (runs < MOST_RUNS) {
            boolean smaller = false;
            for (int from = 0; from < smallest.size() && runs < MOST_RUNS; runs++) {
                var part = without(smallest, from, size);
                if (fails.test(part)) {
                    smallest = part;
                    smaller = true;
                } else {
                    from += size;
                }
            }
            if (size == 1 && !smaller) {
                break;
            }
            size = Math.max(1, size / 2);
        }
        return smallest;
    }

    private static <T> List<T> without(List<T> list, int from, int count) {
        var part = new ArrayList<>(list.subList(0, from));
        part.addAll(list.subList(Math.min(list.size(), from + count), list.size()));
        return part;
    }
}

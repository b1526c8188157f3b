package org.cloudmesh.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void sortByTheTimeTheyWereMade() {
        var ids = IntStream.range(0, 100)
                .mapToObj(i -> Ids.next(NOW.plusMillis(i)))
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-z]{26}"));
    }

    @Test
    void sortInTheOrderTheyWereMadeWithinAMillisecond() {
        var ids = Stream.generate(() -> Ids.next(NOW)).limit(10_000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void areNeverTheSameInManyThreads() {
        var ids =
                Collections.nCopies(10_000, NOW).parallelStream().map(Ids::next).toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void doNotFollowFromTheOneBefore() {
        var first = Ids.next(NOW);

        var next = Ids.next(NOW.plusMillis(1));

        assertThat(next.substring(10)).isNotEqualTo(first.substring(10));
    }
}

package org.cloudmesh.store.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned);

    private static final int[] TELLING = {
        0, 'a', 'b', '~', ' ', 0xd7fe, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };

    @Test
    void areTheKeysThemselvesAsTheyUsuallyAre() {
        for (var key : List.of("", "sim/sim-000001", "ä", "a b\n", "$x.y")) {
            assertThat(Ids.of(key)).isEqualTo(key);
        }
    }

    @Test
    void haveTheOrderOfTheKeysInBytesAndInUtf16() {
        var keys = keys();

        var ordered = keys.stream().sorted(BY_BYTES).map(Ids::of).toList();

        assertThat(ordered).isSortedAccordingTo(BY_BYTES).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(ordered).doesNotHaveDuplicates();
    }

    @Test
    void beginAlikeWhereTheKeysDo() {
        var keys = keys();

        for (var prefix : keys) {
            var start = Ids.of(prefix);
            for (var key : keys) {
                var id = Ids.of(key);
                boolean within = start.compareTo(id) <= 0 && (start.isEmpty() || id.compareTo(Ids.endOf(start)) < 0);
                assertThat(within).as("%s in %s", key, prefix).isEqualTo(key.startsWith(prefix));
            }
        }
    }

    @Test
    void lieBeforeAllThatIsOursAndGenerationsApart() {
        var older = Ids.newGeneration();
        var newer = Ids.newGeneration();

        for (var key : keys()) {
            assertThat(Ids.of(key)).isLessThan(Ids.META).isLessThan(Ids.end(null));
            assertThat(Ids.of(older, key))
                    .isGreaterThan(Ids.META)
                    .isGreaterThanOrEqualTo(Ids.start(older))
                    .isLessThan(Ids.end(older))
                    .isLessThan(Ids.start(newer));
            assertThat(Ids.generation(Ids.of(older, key))).isEqualTo(older);
            assertThat(Ids.generation(Ids.of(key))).isNull();
        }
    }

    private static List<String> keys() {
        var random = new Random(5);
        return Stream.generate(() -> key(random)).limit(300).distinct().toList();
    }

    private static String key(Random random) {
        var key = new StringBuilder();
        random.ints(random.nextInt(5), 0, TELLING.length).forEach(i -> key.appendCodePoint(TELLING[i]));
        return key.toString();
    }
}

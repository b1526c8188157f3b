package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.SequenceContract;
import org.cloudmesh.testkit.sequence.Sequence;
import org.cloudmesh.testkit.sequence.Shrinking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTest extends SequenceContract {

    @Override
    protected Store open() {
        return Store.inMemory();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 11, 23, 42})
    void playsTheSameEachTime(long seed, @TempDir Path directory) {
        var first = Sequence.of(seed, 50).transcript(this::open, directory);
        var second = Sequence.of(seed, 50).transcript(this::open, directory);

        assertThat(first).hasSize(50).isEqualTo(second);
    }

    @Test
    void saysWhichFewStepsSufficeAndHowToPlayThemAgain(@TempDir Path directory) {
        var sequence = Sequence.of(1, 50);

        assertThatThrownBy(() -> sequence.check(SequenceTest::forgetful, directory, "mvn test -Dcloudmesh.seed=1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("seed 1: no machine is unknown: ")
                .hasMessageContaining("\n1 of its 50 steps suffice, on clouds of [Setting[")
                .hasMessageContaining("\n  Boot[program=")
                .hasMessageContaining("\nTo play it again:\n  mvn test -Dcloudmesh.seed=1\n");
    }

    /** A store that keeps no record of a node. */
    private static Store forgetful() {
        var store = Store.inMemory();
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")
                            && arguments[0].toString().contains("cloud ")) {
                        return null;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void leavesOutAllThatDoesNotMatter() {
        var all = IntStream.range(0, 50).boxed().toList();
        var runs = new AtomicInteger();

        var shrunk = Shrinking.shrink(all, part -> {
            runs.incrementAndGet();
            return part.containsAll(List.of(3, 17, 48)) && part.indexOf(17) < part.indexOf(48);
        });

        assertThat(shrunk).containsExactly(3, 17, 48);
        assertThat(runs).hasValueLessThan(200);
    }

    @Test
    void keepsWhatCannotBeLeftOutAndGivesUpInTime() {
        var all = IntStream.range(0, 2_000).boxed().toList();
        var runs = new AtomicInteger();

        var shrunk = Shrinking.shrink(all, part -> {
            runs.incrementAndGet();
            return part.size() == all.size();
        });

        assertThat(shrunk).isEqualTo(all);
        assertThat(runs).hasValueLessThanOrEqualTo(600);
    }
}

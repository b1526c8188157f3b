package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cloudmesh.spi.NameRequest;
import org.cloudmesh.spi.NamingStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each naming strategy here has one fault, and the contract names it. */
class PlantedNamingsTest {

    private static final NamingStrategy REAL = NamingStrategy.template(NamingStrategy.DEFAULT_TEMPLATE);

    private record Planted(String fault, String caughtBy, Supplier<NamingStrategy> naming) {
        @Override
        public String toString() {
            return fault;
        }
    }

    static Stream<Planted> faults() {
        return Stream.of(
                planted("gives one too few", "givesAsManyNamesAsAreAskedFor", r -> {
                    var names = REAL.names(r);
                    return names.subList(0, Math.max(1, names.size() - 1));
                }),
                planted(
                        "gives one too many",
                        "givesAsManyNamesAsAreAskedFor",
                        r -> REAL.names(counting(r, r.count() + 1))),
                planted("repeats a name", "givesNamesThatEveryCloudTellsApart", r -> {
                    var names = new ArrayList<>(REAL.names(r));
                    names.set(names.size() - 1, names.get(0));
                    return names;
                }),
                planted("gives names that differ in case alone", "givesNamesThatEveryCloudTellsApart", r -> {
                    var names = new ArrayList<>(REAL.names(r));
                    names.set(names.size() - 1, names.get(0).toUpperCase(Locale.ROOT));
                    return names;
                }),
                planted(
                        "gives names with a blank",
                        "givesNamesThatEveryCloudTakes",
                        r -> REAL.names(r).stream()
                                .map(name -> name.replace('-', ' '))
                                .toList()),
                planted(
                        "gives names too long for a cloud",
                        "givesNamesThatEveryCloudTakes",
                        r -> REAL.names(r).stream()
                                .map(name -> "x".repeat(60) + name)
                                .toList()),
                planted(
                        "does not look whether a name is taken",
                        "givesNoNameThatIsTaken",
                        r -> IntStream.range(0, r.count())
                                .mapToObj(i -> "vm-" + i)
                                .toList()),
                planted(
                        "looks at the first name alone",
                        "findsOthersWhereSomebodyWasFaster",
                        PlantedNamingsTest::fromFirst),
                planted(
                        "gives up after a thousand",
                        "endsWhereNearlyAllNamesAreTaken",
                        r -> IntStream.range(0, 1000)
                                .mapToObj(i -> "vm-" + i)
                                .filter(name -> !r.isTaken().test(name))
                                .limit(r.count())
                                .toList()),
                planted("begins anew for each name", "looksAndDrawsNoMoreOftenThanItMust", r -> {
                    var names = new ArrayList<String>();
                    while (names.size() < r.count()) {
                        names.add(IntStream.iterate(1, i -> i + 1)
                                .mapToObj(i -> "vm-" + i)
                                .filter(name -> !r.isTaken().test(name) && !names.contains(name))
                                .findFirst()
                                .orElseThrow());
                    }
                    return names;
                }),
                planted("draws numbers it does not use", "looksAndDrawsNoMoreOftenThanItMust", r -> {
                    var spare = LongStream.generate(() -> r.nextNumber().applyAsLong("spare"))
                            .limit(200);
                    assertThat(spare).doesNotHaveDuplicates();
                    return REAL.names(r);
                }),
                planted("looks for ever at the same name", "findsOthersWhereSomebodyWasFaster", r -> {
                    var names = new ArrayList<String>();
                    while (names.size() < r.count()) {
                        if (!r.isTaken().test("vm-" + names.size())) {
                            names.add("vm-" + names.size());
                        }
                    }
                    return names;
                }),
                planted("is not pure: a random number", "answersTheSameToTheSameRequest", r -> {
                    long salt = ThreadLocalRandom.current().nextLong(1_000_000_000);
                    return REAL.names(r).stream().map(name -> name + "-" + salt).toList();
                }),
                new Planted("counts by itself", "answersTheSameToTheSameRequest", () -> {
                    var counter = new AtomicLong();
                    return r -> REAL.names(drawing(r, any -> counter.incrementAndGet()));
                }),
                new Planted("is not thread-safe", "answersTheSameInEveryThread", Shared::new),
                planted("counts in the request alone", "drawsItsNumbersFromTheMeshAlone", r -> {
                    assertThat(r.nextNumber().applyAsLong("unused")).isPositive();
                    var counter = new AtomicLong();
                    return REAL.names(drawing(r, any -> counter.incrementAndGet()));
                }),
                planted("changes the variables", "changesNothingOfItsRequest", r -> {
                    r.variables().put("counter", "1");
                    return REAL.names(r);
                }),
                new Planted("hands out its own list", "keepsNothingOfItsAnswers", () -> {
                    var known = new HashMap<Integer, List<String>>();
                    return r -> known.computeIfAbsent(r.count(), count -> new ArrayList<>(REAL.names(r)));
                }),
                planted("stumbles over what is not said", "answersOrSaysInASentenceWhatItMisses", r -> {
                    if (r.variables().getOrDefault("user", "").isEmpty()) {
                        throw new NullPointerException("user");
                    }
                    return REAL.names(r);
                }),
                planted("stumbles over a broken list", "answersOrSaysInASentenceWhyItCannot", r -> {
                    var asked = r.asked();
                    return asked == null ? REAL.names(r) : List.of(asked.substring(asked.indexOf('[') + 2));
                }),
                planted(
                        "takes a host list for a name",
                        "standsForTheNamesOfAHostList",
                        r -> r.asked() == null ? REAL.names(r) : List.of(r.asked())),
                planted(
                        "loses the width of a host list",
                        "standsForTheNamesOfAHostList",
                        r -> REAL.names(r).stream()
                                .map(name -> r.asked() == null ? name : name.replaceAll("(?<=[a-z])0+(?=[0-9])", ""))
                                .toList()),
                planted(
                        "gives a listed name though it is taken",
                        "givesEachNameOfAHostListAnotherWhereItIsTaken",
                        r -> r.asked() == null
                                ? REAL.names(r)
                                : REAL.names(new NameRequest(
                                        r.asked(), r.count(), r.variables(), name -> false, r.nextNumber()))),
                planted(
                        "cuts a host list to the count",
                        "refusesAHostListOfAnotherLength",
                        r -> r.asked() == null
                                ? REAL.names(r)
                                : REAL.names(counting(r, 1)).subList(0, r.count())));
    }

    @AfterEach
    void forgetTheFault() {
        OfNaming.naming = () -> REAL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void catchesAStrategyThat(Planted planted, @TempDir Path directory) {
        OfNaming.naming = planted.naming;

        var run = ContractRun.of(OfNaming.class, planted.caughtBy, directory);

        assertThat(run.broken()).containsOnlyKeys(planted.caughtBy);
    }

    @Test
    void letsAStrategyWithoutAFaultPass(@TempDir Path directory) {
        OfNaming.naming = () -> REAL;

        var run = ContractRun.of(OfNaming.class, directory);

        assertThat(run.broken()).isEmpty();
        assertThat(run.size()).isGreaterThan(15);
    }

    /** The contract, on what is planted; run by its outer class alone. */
    static class OfNaming extends NamingContract {

        private static Supplier<NamingStrategy> naming = () -> REAL;

        @Override
        protected NamingStrategy naming() {
            return naming.get();
        }

        @Override
        protected boolean knowsHostLists() {
            return true;
        }
    }

    private static Planted planted(String fault, String caughtBy, NamingStrategy naming) {
        return new Planted(fault, caughtBy, () -> naming);
    }

    private static NameRequest counting(NameRequest r, int count) {
        return new NameRequest(r.asked(), count, r.variables(), r.isTaken(), r.nextNumber());
    }

    private static NameRequest drawing(NameRequest r, ToLongFunction<String> nextNumber) {
        return new NameRequest(r.asked(), r.count(), r.variables(), r.isTaken(), nextNumber);
    }

    private static List<String> fromFirst(NameRequest r) {
        int first = IntStream.iterate(0, i -> i + 1)
                .filter(i -> !r.isTaken().test("vm-" + i))
                .findFirst()
                .orElseThrow();
        return IntStream.range(first, first + r.count())
                .mapToObj(i -> "vm-" + i)
                .toList();
    }

    /** Keeps the request it works on in a field. */
    private static final class Shared implements NamingStrategy {

        private @Nullable NameRequest request;
        private final Map<Integer, String> names = Collections.synchronizedMap(new HashMap<>());

        @Override
        public List<String> names(NameRequest given) {
            request = given;
            names.clear();
            for (int i = 0; i < given.count(); i++) {
                names.put(i, "vm-" + (request == null ? 0 : request.nextNumber().applyAsLong("vm")));
                LockSupport.parkNanos(1);
            }
            return List.copyOf(names.values());
        }
    }
}

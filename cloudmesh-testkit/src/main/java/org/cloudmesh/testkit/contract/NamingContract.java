package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cloudmesh.spi.NameRequest;
import org.cloudmesh.spi.NamingStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link NamingStrategy} keeps. Extend it, and say how to make one and what a caller asks it for. */
public abstract class NamingContract extends Contract {

    /** For those who keep it. */
    protected NamingContract() {}

    /** A new strategy; it knows nothing of the ones before it. */
    protected abstract NamingStrategy naming();

    /** The name a caller asks for, no list; null where the strategy makes names up. */
    protected @Nullable String asked() {
        return null;
    }

    /** What the mesh knows about itself. */
    protected Map<String, String> variables() {
        return Map.of("experiment", "base", "group", "cloudmesh", "user", "ann", "kind", "vm");
    }

    /** Whether an asked {@code a[1-3,18]} stands for four names. */
    protected boolean knowsHostLists() {
        return asked() != null;
    }

    @Override
    Object implementation() {
        return naming();
    }

    // how many, and which

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 1000})
    void givesAsManyNamesAsAreAskedFor(int count) {
        var names = new Mesh().names(count);

        assertThat(names).hasSize(count).doesNotContainNull();
    }

    @Test
    void givesNamesThatEveryCloudTellsApart() {
        var names = new Mesh().names(1000);

        assertThat(canonical(names)).doesNotHaveDuplicates();
    }

    @Test
    void givesNamesThatEveryCloudTakes() {
        var names = new Mesh().names(100);

        assertThat(names).allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}"));
    }

    // what is taken

    @Test
    void givesNoNameThatIsTaken() {
        var mesh = new Mesh();

        for (int round = 0; round < 5; round++) {
            var names = canonical(mesh.names(20));

            assertThat(names).hasSize(20).doesNotHaveDuplicates().noneMatch(mesh.taken::contains);
            mesh.taken.addAll(names);
        }
    }

    @Test
    void findsOthersWhereSomebodyWasFaster() {
        var mesh = new Mesh();
        var first = canonical(mesh.names(10));
        var faster = List.of(first.get(0), first.get(4), first.get(9));

        mesh.taken.addAll(faster);
        var second = mesh.names(10);

        assertThat(canonical(second)).hasSize(10).doesNotHaveDuplicates().doesNotContainAnyElementsOf(faster);
    }

    @Test
    void endsWhereNearlyAllNamesAreTaken() {
        var mesh = new Mesh().takingTheFirst(10_000);

        var names = mesh.names(3);

        assertThat(canonical(names)).hasSize(3).doesNotHaveDuplicates().doesNotContainAnyElementsOf(mesh.taken);
    }

    @Test
    void looksAndDrawsNoMoreOftenThanItMust() {
        var mesh = new Mesh().takingTheFirst(100);

        var names = mesh.names(1000);

        assertThat(names).hasSize(1000);
        assertThat(mesh.looks).isLessThanOrEqualTo(2 * 1100);
        assertThat(mesh.draws).isLessThanOrEqualTo(1100);
    }

    // a function of its request

    @Test
    void answersTheSameToTheSameRequest() {
        var naming = naming();
        var first = new Mesh().names(naming, 10);

        var again = new Mesh().names(naming, 10);
        var ofAnother = new Mesh().names(naming(), 10);

        assertThat(again).isEqualTo(first);
        assertThat(ofAnother).isEqualTo(first);
    }

    @Test
    void answersTheSameInEveryThread() throws Exception {
        var naming = naming();
        var expected = new Mesh().names(naming(), 50);

        var answers = Threads.all(8, thread -> {
            var own = new ArrayList<List<String>>();
            for (int i = 0; i < 50; i++) {
                own.add(new Mesh().names(naming, 50));
            }
            return own;
        });

        assertThat(answers).allSatisfy(own -> assertThat(own).containsOnly(expected));
    }

    @Test
    void drawsItsNumbersFromTheMeshAlone() {
        var one = new Mesh();
        one.names(10);
        assumeTrue(one.draws > 0, "it draws no numbers");

        var other = new Mesh();
        other.counters.putAll(one.counters);
        var names = canonical(other.names(10));

        assertThat(names).doesNotContainAnyElementsOf(canonical(new Mesh().names(10)));
        assertThat(one.counters.values()).containsOnly(10L);
    }

    @Test
    void changesNothingOfItsRequest() {
        var variables = new TreeMap<>(variables());

        naming().names(new Mesh().request(asked(), 5, variables));

        assertThat(variables).isEqualTo(variables());
    }

    @Test
    void keepsNothingOfItsAnswers() {
        var naming = naming();
        var first = List.copyOf(new Mesh().names(naming, 5));

        spoil(new Mesh().names(naming, 5));
        var again = new Mesh().names(naming, 5);

        assertThat(again).isEqualTo(first);
    }

    private static void spoil(List<String> answer) {
        try {
            answer.clear();
        } catch (UnsupportedOperationException e) {
            assertThat(answer).as("a list that cannot be changed").isNotEmpty();
        }
    }

    // what it cannot do

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[", "web[1-", "web[3-1]", "web[]", ",", "a b", "\u00e4", "web[1-3", "]"})
    void answersOrSaysInASentenceWhyItCannot(String asked) {
        assertAnswersOrRefuses(asked, Map.of());
        assertAnswersOrRefuses(asked, variables());
    }

    @Test
    void answersOrSaysInASentenceWhatItMisses() {
        assertAnswersOrRefuses(null, Map.of());
        assertAnswersOrRefuses(asked(), Map.of());
    }

    private void assertAnswersOrRefuses(@Nullable String asked, Map<String, String> variables) {
        try {
            assertThat(naming().names(new Mesh().request(asked, 1, variables))).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains(" ").doesNotContain("\n");
        }
    }

    // host lists

    @Test
    void standsForTheNamesOfAHostList() {
        assumeHostLists();

        var four = new Mesh().names("a[1-3,18]", 4);
        var unsaid = new Mesh().names("a[1-3,18]", 1);
        var wide = new Mesh().names("web[08-11],db", 5);

        assertThat(four).containsExactly("a1", "a2", "a3", "a18");
        assertThat(unsaid).isEqualTo(four);
        assertThat(wide).containsExactly("web08", "web09", "web10", "web11", "db");
    }

    @Test
    void givesEachNameOfAHostListAnotherWhereItIsTaken() {
        assumeHostLists();
        var mesh = new Mesh();
        mesh.taken.addAll(Set.of("a1", "a3"));

        var names = mesh.names("a[1-4]", 4);

        assertThat(canonical(names))
                .hasSize(4)
                .doesNotHaveDuplicates()
                .contains("a2", "a4")
                .doesNotContain("a1", "a3");
    }

    @Test
    void refusesAHostListOfAnotherLength() {
        assumeHostLists();

        assertThatThrownBy(() -> new Mesh().names("a[1-3]", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a[1-3]")
                .hasMessageContaining("3")
                .hasMessageContaining("2");
    }

    private void assumeHostLists() {
        assumeTrue(knowsHostLists(), "it knows no host lists");
    }

    private static List<String> canonical(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-"))
                .toList();
    }

    /** The names taken and the numbers drawn, from 1 in each mesh; it gives up on a strategy that does not end. */
    private final class Mesh {

        private static final int TOO_OFTEN = 200_000;

        private final Set<String> taken = new HashSet<>();
        private final Map<String, Long> counters = new HashMap<>();
        private int looks;
        private int draws;
        private int toTake;

        /** Somebody has the first so many names it looks for. */
        Mesh takingTheFirst(int names) {
            toTake = names;
            return this;
        }

        List<String> names(int count) {
            return names(naming(), count);
        }

        List<String> names(NamingStrategy naming, int count) {
            return naming.names(request(asked(), count, Map.copyOf(variables())));
        }

        List<String> names(String asked, int count) {
            return naming().names(request(asked, count, Map.copyOf(variables())));
        }

        NameRequest request(@Nullable String asked, int count, Map<String, String> variables) {
            return new NameRequest(asked, count, variables, this::isTaken, this::next);
        }

        private boolean isTaken(String name) {
            looks++;
            giveUpAfter(looks);
            var canonical = canonical(List.of(name)).get(0);
            if (taken.size() < toTake) {
                taken.add(canonical);
            }
            return taken.contains(canonical);
        }

        private void giveUpAfter(int calls) {
            if (calls > TOO_OFTEN) {
                throw new AssertionError("it looked for a free name " + calls + " times, and would go on");
            }
        }

        private long next(String counter) {
            draws++;
            giveUpAfter(draws);
            return counters.merge(counter, 1L, Long::sum);
        }
    }
}

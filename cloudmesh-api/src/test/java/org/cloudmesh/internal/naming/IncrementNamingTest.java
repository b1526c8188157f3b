package org.cloudmesh.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.cloudmesh.spi.NameRequest;
import org.cloudmesh.spi.NamingStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncrementNamingTest {

    /** The naming table of the requirements, line by line. */
    @ParameterizedTest(name = "{0} x {1}, taken [{2}] -> {3}")
    @CsvSource(textBlock = """
                    test00_cloudmesh00, 1, test00_cloudmesh00,                    test00_cloudmesh01
                    test00_cloudmesh00, 5, test00_cloudmesh00,                    test00_cloudmesh01 test00_cloudmesh02 test00_cloudmesh03 test00_cloudmesh04 test00_cloudmesh05
                    test00_cloudmesh00, 3, '',                                    test00_cloudmesh00 test00_cloudmesh01 test00_cloudmesh02
                    test00_cloudmesh00, 3, test00_cloudmesh00 test00_cloudmesh02, test00_cloudmesh01 test00_cloudmesh03 test00_cloudmesh04
                    cloudmesh01-test00, 1, cloudmesh01-test00,                    cloudmesh01-test01
                    test02_cloudmesh020, 1, test02_cloudmesh020,                  test02_cloudmesh021
                    web09,              1, web09,                                 web10
                    web99,              1, web99,                                 web100
                    TEST_VM,            1, TEST_VM,                               TEST_VM1
                    test01_cloudmesh,   1, test01_cloudmesh,                      test01_cloudmesh1
                    test01_cloudmesh,   2, '',                                    test01_cloudmesh00 test01_cloudmesh01
                    web,                2, web00,                                 web01 web02
                    web,                1, '',                                    web
                    web,                1, web web1,                              web2
                    99999999999999999999, 1, 99999999999999999999,                100000000000000000000
                    """)
    void countsUpOnlyTheDigitsAtTheVeryEnd(String asked, int count, String taken, String given) {
        var names = names(asked, count, Set.of(taken.split(" ")));

        assertThat(names).containsExactly(given.split(" "));
    }

    @Test
    void givesAThousandNamesThatGrowWhenTheyMust() {
        var names = names("web", 1000, Set.of());

        var expected = IntStream.range(0, 1000).mapToObj("web%02d"::formatted).toList();
        assertThat(names).isEqualTo(expected);
        assertThat(names.get(999)).isEqualTo("web999");
    }

    @Test
    void takesAHostListAsTheNamesInIt() {
        assertThat(names("a[1-3,18]", 1, Set.of())).containsExactly("a1", "a2", "a3", "a18");
        assertThat(names("a[1-3,18]", 4, Set.of())).containsExactly("a1", "a2", "a3", "a18");
    }

    @Test
    void movesOnlyTheTakenNamesOfAHostList() {
        var names = names("a[1-3]", 1, Set.of("a2"));

        assertThat(names).containsExactly("a1", "a4", "a3");
    }

    @Test
    void refusesAHostListOfAnotherLength() {
        assertThatThrownBy(() -> names("a[1-3]", 5, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"a[1-3]\" lists 3 names, but 5 machines were asked for");
    }

    @Test
    void makesNoNameUp() {
        assertThatThrownBy(() -> names(null, 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no name was given");
    }

    private static List<String> names(@Nullable String asked, int count, Set<String> taken) {
        return NamingStrategy.increment().names(new NameRequest(asked, count, Map.of(), taken::contains, counter -> 1));
    }
}

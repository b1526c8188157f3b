package org.cloudmesh.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.spi.NameRequest;
import org.cloudmesh.spi.NamingStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateNamingTest {

    private static final Map<String, String> VARIABLES =
            Map.of("experiment", "base", "group", "cloudmesh", "user", "ann", "kind", "vm");

    private final Map<String, Long> counters = new HashMap<>();

    @Test
    void countsFromOneThenOn() {
        assertThat(names(null, 1, Set.of())).containsExactly("base-cloudmesh-ann-1");
        assertThat(names(null, 1, Set.of())).containsExactly("base-cloudmesh-ann-2");
        assertThat(names(null, 3, Set.of()))
                .containsExactly("base-cloudmesh-ann-3", "base-cloudmesh-ann-4", "base-cloudmesh-ann-5");
    }

    @Test
    void skipsATakenNameAndMovesTheCounterOn() {
        var names = names(null, 2, Set.of("base-cloudmesh-ann-2"));

        assertThat(names).containsExactly("base-cloudmesh-ann-1", "base-cloudmesh-ann-3");
        assertThat(names(null, 1, Set.of())).containsExactly("base-cloudmesh-ann-4");
    }

    @Test
    void takesANameThatWasAskedForAsItIs() {
        assertThat(names("web", 1, Set.of())).containsExactly("web");
        assertThat(counters).isEmpty();
    }

    @Test
    void refusesATemplateThatNamesAllAlike() {
        assertThatThrownBy(() -> NamingStrategy.template("{user}-vm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no {counter}");
    }

    @Test
    void namesTheVariablesThereAre() {
        var strategy = NamingStrategy.template("{project}-{counter}");

        assertThatThrownBy(() -> strategy.names(request(null, 1, Set.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wants {project}; known: experiment, group, kind, user, counter");
    }

    private List<String> names(@Nullable String asked, int count, Set<String> taken) {
        return NamingStrategy.template(NamingStrategy.DEFAULT_TEMPLATE).names(request(asked, count, taken));
    }

    private NameRequest request(@Nullable String asked, int count, Set<String> taken) {
        return new NameRequest(
                asked, count, VARIABLES, taken::contains, counter -> counters.merge(counter, 1L, Long::sum));
    }
}

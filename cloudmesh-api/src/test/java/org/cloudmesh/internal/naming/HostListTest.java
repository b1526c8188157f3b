package org.cloudmesh.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a               | a
                    a,b             | a b
                    a , b           | a b
                    a,b,a           | a b
                    a[1-3,18]       | a1 a2 a3 a18
                    web[08-11]      | web08 web09 web10 web11
                    r[1-2]n[1-2]    | r1n1 r1n2 r2n1 r2n2
                    a[1-2]-x,b      | a1-x a2-x b
                    """)
    void standsForNames(String list, String names) {
        assertThat(HostList.expand(list)).containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "a[1-3", "a]1[", "a[[1]]", "a[3-1]", "a[x-y]", "a[]", "a[1-999999999]", "a[1-"})
    void saysWhatIsWrongWithOneThatIsNone(String list) {
        assertThatThrownBy(() -> HostList.expand(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + list + "\" is no list of names: ")
                .hasMessageEndingWith("a list looks like web[01-05,18],db");
    }

    @Test
    void refusesAListThatExplodes() {
        assertThatThrownBy(() -> HostList.expand("a[1-99999][1-99999]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 100000 names");
    }
}

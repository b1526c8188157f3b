package org.cloudmesh.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

    @Test
    void isAsWideAsTheEnvironmentSays() {
        assertThat(Terminal.width("132")).isEqualTo(132);
        assertThat(Terminal.width("080")).isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-80", "80x", " 80", "8.0", "99999999999"})
    void isOfAnyWidthWhereThatIsNoNumber(String columns) {
        assertThat(Terminal.width(columns)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Terminal.width(null)).isEqualTo(Integer.MAX_VALUE);
    }
}

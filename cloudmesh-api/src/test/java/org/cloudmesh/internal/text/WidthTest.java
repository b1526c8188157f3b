package org.cloudmesh.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {

    @ParameterizedTest(name = "{0} is {1} wide")
    @CsvSource({
        "abc, 3",
        "äöü, 3",
        "'', 0",
        "漢字, 4",
        "한글, 4",
        "\u1112\u1161\u11ab, 2",
        "ｱ, 1",
        "Ａ, 2",
        "e\u0301, 1",
        "\u200b, 0",
        "so\u00adft, 5",
        "☎, 1",
        "☎\uFE0F, 2",
        "1\uFE0F\u20E3, 2",
        "😀, 2",
        "👍🏽, 2",
        "👩‍💻, 2",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿, 2",
        "🇩🇪🇫🇷, 4",
        "🇩, 1",
        "…, 1",
        "═, 1"
    })
    void isWhatATerminalTakes(String text, int columns) {
        assertThat(Width.of(text)).isEqualTo(columns);
    }

    @Test
    void cutsToAsManyColumnsAtMost() {
        assertThat(Width.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Width.cut("abcdef", 5)).isEqualTo("abcd…");
        assertThat(Width.cut("漢字漢字", 6)).isEqualTo("漢字…");
        assertThat(Width.cut("漢字漢字", 2)).isEqualTo("…");
        assertThat(Width.cut("😀😀", 3)).isEqualTo("😀…");
    }
}

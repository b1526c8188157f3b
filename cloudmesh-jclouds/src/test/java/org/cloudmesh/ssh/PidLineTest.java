package org.cloudmesh.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmesh.Line;
import org.junit.jupiter.api.Test;

class PidLineTest {

    private final StringBuilder passed = new StringBuilder();
    private final PidLine line = new PidLine(
            "abc", (channel, bytes, offset, length) -> passed.append(new String(bytes, offset, length, UTF_8)));

    @Test
    void readsTheProcessIdAndDropsWhatRcFilesPrinted() {
        write("Welcome!\nabc 123\nhello\n");

        assertThat(line.pid()).hasValue(123);
        assertThat(passed).hasToString("hello\n");
    }

    @Test
    void readsTheProcessIdFromPieces() {
        write("a");
        write("bc 1");
        write("23");
        write("\nhel");
        write("lo\n");

        assertThat(line.pid()).hasValue(123);
        assertThat(passed).hasToString("hello\n");
    }

    @Test
    void passesEverythingOnWhereTheLineDoesNotCome() {
        write("This account is currently not available.\n");

        line.end();

        assertThat(line.pid()).isEmpty();
        assertThat(passed).hasToString("This account is currently not available.\n");
    }

    @Test
    void passesEverythingOnOnceItHasHeldBackMuch() {
        write("x".repeat(70_000));

        assertThat(passed).hasSize(70_000);
    }

    private void write(String text) {
        var bytes = text.getBytes(UTF_8);
        line.write(Line.Channel.STDOUT, bytes, 0, bytes.length);
    }
}

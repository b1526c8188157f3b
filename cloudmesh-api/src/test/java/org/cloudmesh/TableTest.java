package org.cloudmesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void isAsWideAsItsWidestCell() {
        var table = new Table("Name", "Status").row("web1", "RUNNING").row("a-longer-name", "");

        assertThat(table.toString()).isEqualTo("""
                        Name          | Status
                        --------------+--------
                        web1          | RUNNING
                        a-longer-name |""");
    }

    @Test
    void keepsACellOnOneLine() {
        var table = new Table("Task").row("echo a\necho b");

        assertThat(table.toString()).isEqualTo("Task\n-------------\necho a echo b");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new Table("Name").row("a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of this table has 1 cells, not 2");
    }

    @Test
    void saysWhenNothingWasOpen() {
        assertThat(new Recovery(List.of())).hasToString("nothing was open");
    }
}

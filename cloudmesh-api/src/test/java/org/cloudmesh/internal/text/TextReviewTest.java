package org.cloudmesh.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmesh.NodeStatus;
import org.cloudmesh.StatusReport;
import org.cloudmesh.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a review found in texts for people and for other programs. */
class TextReviewTest {

    // Guide: "What would do something to a terminal, in the output of a script or in a machine's name, is shown and not obeyed."
    @Test
    void aNumberedListOfNamesObeysNoMachinesName() {
        var report = new StatusReport(List.of(), false, List.of(new NodeStatus("web\u001b[2J\n2. db", null)));

        var text = report.toString();

        assertThat(text).doesNotContain("\u001b").hasLineCount(2);
    }

    // Table.toCsv: "An apostrophe goes before what a spreadsheet would take for a formula": the page cited lists CR and LF too
    @ParameterizedTest
    @ValueSource(strings = {"\r=1+1", "\n=1+1"})
    void aFormulaBelowALineEndIsKeptFromASpreadsheet(String cell) {
        var csv = new Table("Note").row(cell).toCsv();

        assertThat(csv).isEqualTo("Note\r\n\"'\n=1+1\"\r\n");
    }

    // Table.toCsv: "and is no number"; -.5 is one
    @Test
    void aNumberWithoutADigitBeforeThePointStaysANumber() {
        var csv = new Table("Offset").row("-.5").toCsv();

        assertThat(csv).isEqualTo("Offset\r\n-.5\r\n");
    }

    // Table.toCsv: "as RFC 4180 has it": readers skip a blank line, and the row is lost
    @Test
    void aRowWhoseOnlyCellIsEmptyIsNoBlankLine() {
        var csv = new Table("Note").row("").row("x").toCsv();

        assertThat(csv).isEqualTo("Note\r\n\"\"\r\nx\r\n");
    }
}

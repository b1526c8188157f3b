package org.cloudmesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final int ANY = Integer.MAX_VALUE;

    @Test
    void isABoxAsWideAsItsWidestCell() {
        var table = new Table("Name", "Status").row("web1", "RUNNING").row("a-longer-name", null);

        assertThat(table).hasToString("""
                        +---------------+---------+
                        | Name          | Status  |
                        +---------------+---------+
                        | web1          | RUNNING |
                        | a-longer-name |         |
                        +---------------+---------+""");
    }

    @Test
    void isAHeadingAloneWhereThereAreNoRows() {
        assertThat(new Table("cloud", "active")).hasToString("""
                        +-------+--------+
                        | cloud | active |
                        +-------+--------+""");
    }

    @Test
    void hasACellOfSeveralLinesInSeveralLines() {
        var table = new Table("Machine Attribute", "Value")
                .row("python", "3.7.2 (default, Feb 14 2019, 23:11:37)\n[GCC 7.3.0]\n")
                .row("sys", "linux\r\n");

        assertThat(table).hasToString("""
                        +-------------------+----------------------------------------+
                        | Machine Attribute | Value                                  |
                        +-------------------+----------------------------------------+
                        | python            | 3.7.2 (default, Feb 14 2019, 23:11:37) |
                        |                   | [GCC 7.3.0]                            |
                        | sys               | linux                                  |
                        +-------------------+----------------------------------------+""");
    }

    @Test
    void countsColumnsNotCharacters() {
        var table = new Table("Name")
                .row("東京")
                .row("e\u0301te\u0301")
                .row("👨‍👩‍👧‍👦👍🏽")
                .row("❤️🇩🇪")
                .row("four");

        assertThat(table).hasToString("""
                        +------+
                        | Name |
                        +------+
                        | 東京 |
                        | e\u0301te\u0301  |
                        | 👨‍👩‍👧‍👦👍🏽 |
                        | ❤️🇩🇪 |
                        | four |
                        +------+""");
    }

    @Test
    void showsWhatWouldDoSomethingToATerminal() {
        var table = new Table("Output").row("\u001b[31mred\u001b[0m\u0007").row("\u009b2Jgone\u202e");

        assertThat(table.toString()).contains("| ␛[31mred␛[0m␇ |", "| \uFFFD2Jgone\uFFFD      |");
    }

    @Test
    void shortensTheWidestColumnsToFit() {
        var table = new Table("Name", "Task", "Message").row("web1", "a".repeat(30), "b".repeat(20));

        assertThat(table.toString(40)).isEqualTo("""
                        +------+---------------+---------------+
                        | Name | Task          | Message       |
                        +------+---------------+---------------+
                        | web1 | aaaaaaaaaaaa… | bbbbbbbbbbbb… |
                        +------+---------------+---------------+""");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 28})
    void shortensNoColumnBelowEight(int width) {
        var table = new Table("id", "Task", "Message").row("1", "a".repeat(30), "b".repeat(20));

        assertThat(table.toString(width)).contains("| 1  | aaaaaaa… | bbbbbbb… |");
    }

    @Test
    void shortensNothingThatSomebodyWillCopy() {
        var id = "8f3eca1839b3fa8ed3c56f97b637f96af39c886b";
        var table = new Table("id", "Message").keep("id").row(id, "b".repeat(20));

        assertThat(table.toString(20)).contains("| " + id + " | bbbbbbb… |");
    }

    @Test
    void hasCellsOfFortyEightAtMostUnlessTheyAreToBeKept() {
        var table = new Table("cut", "kept").keep("kept").row("a".repeat(60), "b".repeat(60));

        assertThat(table.toString(ANY)).contains("| " + "a".repeat(47) + "… | " + "b".repeat(60) + " |");
    }

    @ParameterizedTest
    @CsvSource({
        "東東東東東東,東東東…",
        "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦,👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦…",
        "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301,e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301…"
    })
    void cutsNoCharacterInHalf(String cell, String cut) {
        var table = new Table("12345678").row(cell);

        assertThat(table.toString(1)).contains("| " + cut);
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("Name").row("a", "b"))
                .withMessage("a row of this table has 1 cells, not 2");
    }

    @Test
    void refusesColumnsItCannotTellApart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("Name", "Name"))
                .withMessage("a table has one column or more, each with a name of its own, not [Name, Name]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("Name").keep("name"))
                .withMessage("no column \"name\"; there are [Name]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("Name").toString(0))
                .withMessage("a table is 1 column wide or more, not 0");
    }

    @Test
    void isCsvAsRfc4180HasIt() {
        var table = new Table("Name", "Said")
                .row("web1", "a \"b\", c")
                .row("web2", "x\r\ny")
                .row("web3", null)
                .row("東京", "");

        assertThat(table.toCsv()).isEqualTo("""
                        Name,Said\r
                        web1,"a ""b"", c"\r
                        web2,"x
                        y"\r
                        web3,\r
                        東京,\r
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=1+1, '=1+1",
                "@SUM(A1), '@SUM(A1)",
                "-2+3+cmd, '-2+3+cmd",
                "+x, '+x",
                "＝1+1, '＝1+1",
                "-5, -5",
                "+3.5e-7, +3.5e-7",
                "a=b, a=b"
            })
    void keepsASpreadsheetFromRunningACell(String cell, String guarded) {
        var table = new Table("Output").row(cell);

        assertThat(table.toCsv()).isEqualTo("Output\r\n" + guarded + "\r\n");
    }

    @Test
    void isJsonWithTheHeadingsAsKeys() throws IOException {
        var said = "\u001b[31m\"é\"\u009b\n\ud800 東京 \u202e";
        var table = new Table("Name", "Said").row("web1", said).row("web2", null);

        var json = new ObjectMapper().readTree(table.toJson());

        assertThat(json).hasSize(2);
        assertThat(json.get(0).fieldNames()).toIterable().containsExactly("Name", "Said");
        assertThat(json.get(0).get("Said").asText()).isEqualTo(said);
        assertThat(json.get(1).get("Said").isNull()).isTrue();
        assertThat(table.toJson()).doesNotContain("\u001b", "\u009b", "\u202e").contains("東京");
        assertThat(new Table("Name").toJson()).isEqualTo("[]");
    }

    @Test
    void isHtmlThatACellCannotBreak() {
        var table =
                new Table("Name").row("<script>alert('1')</script> & \"x\"\ny").row((String) null);

        assertThat(table.toHtml()).isEqualTo("""
                        <table class="cloudmesh">
                        <thead>
                        <tr><th scope="col">Name</th></tr>
                        </thead>
                        <tbody>
                        <tr><td>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;<br>y</td></tr>
                        <tr><td></td></tr>
                        </tbody>
                        </table>""");
    }

    @Test
    void hasAsManyLinesAsManyRows() {
        var table = new Table("Name", "Status");
        IntStream.range(0, 10_000).forEach(i -> table.row("web" + i, i % 2 == 0 ? "running" : "töd"));

        assertThat(table.toString().lines()).hasSize(10_004).allMatch(line -> line.length() == 21);
        assertThat(table.toCsv().lines()).hasSize(10_001);
        assertThat(table.toJson().lines()).hasSize(10_000);
        assertThat(table.toHtml().lines()).hasSize(10_007);
    }

    @Test
    void saysWhenNothingWasOpen() {
        assertThat(new Recovery(List.of())).hasToString("nothing was open");
    }
}

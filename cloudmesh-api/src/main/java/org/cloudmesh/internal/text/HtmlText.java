package org.cloudmesh.internal.text;

import java.util.List;
import java.util.stream.Collectors;

/** Rows as a table of HTML. */
public final class HtmlText {

    private HtmlText() {}

    /** All rows, the heading first. */
    public static String of(List<List<String>> rows) {
        var body = rows.stream().skip(1).map(row -> row(row, "<td>", "</td>")).collect(Collectors.joining());
        return """
                <table class="cloudmesh">
                <thead>
                %s</thead>
                <tbody>
                %s</tbody>
                </table>""".formatted(row(rows.get(0), "<th scope=\"col\">", "</th>"), body);
    }

    private static String row(List<String> cells, String open, String close) {
        return cells.stream()
                .map(cell -> open + escaped(cell) + close)
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String escaped(String text) {
        return SafeText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("\n", "<br>");
    }
}

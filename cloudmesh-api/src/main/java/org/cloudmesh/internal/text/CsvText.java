package org.cloudmesh.internal.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows as RFC 4180 wants them: lines end with CRLF, a cell is quoted where it must be. */
public final class CsvText {

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]+)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    /** What spreadsheets take for the beginning of a formula: https://owasp.org/www-community/attacks/CSV_Injection. */
    private static final String FORMULA = "=+-@\t\n＝＋－＠";

    private CsvText() {}

    /** All rows, the heading first. */
    public static String of(List<List<String>> rows) {
        return rows.stream().map(CsvText::line).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** One row, without a line end. An empty line would be taken for none. */
    public static String line(List<String> cells) {
        if (cells.equals(List.of(""))) {
            return "\"\"";
        }
        return cells.stream().map(CsvText::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        var safe = SafeText.of(text);
        if (!safe.isEmpty()
                && FORMULA.indexOf(safe.charAt(0)) >= 0
                && !NUMBER.matcher(safe).matches()) {
            safe = "'" + safe;
        }
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}

package org.cloudmesh.internal.config;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.cloudmesh.ConfigException;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes texts, with quotes exactly where YAML, 1.1 or 1.2, would read something else without them. */
final class Quoting {

    private static final Path NOWHERE = Path.of("");
    // Readers of YAML 1.2 see numbers where those of 1.1 do not, and some of 1.1 take y and n for booleans.
    private static final Pattern OTHERS =
            Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?|0o[0-7]+|[yYnN]|TBD|[-?=]|\\{.*");

    private Quoting() {}

    /** The text as a value or key; within braces or brackets more signs count. */
    static String text(String text, boolean flow) {
        return isPlain(text, flow) ? text : quoted(text);
    }

    private static boolean isPlain(String text, boolean flow) {
        if (text.isBlank() || hasControl(text) || OTHERS.matcher(text).matches()) {
            return false;
        }
        var line = flow ? "{" + text + ": " + text + "}" : text + ": " + text;
        try {
            return Composer.compose(NOWHERE, line) instanceof Part.Mapping mapping
                    && mapping.entries().size() == 1
                    && mapping.entries().get(0).key().equals(text)
                    && isText(mapping.entries().get(0).value(), text);
        } catch (ConfigException e) {
            return false;
        }
    }

    private static boolean isText(Part part, String text) {
        return part instanceof Part.Scalar scalar
                && scalar.style() == Part.Style.PLAIN
                && scalar.text().equals(text)
                && scalar.anchor() == null
                && scalar.span().head() == Span.NONE
                && scalar.tag().equals(Tag.STR);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> quoted.append(escaped(each)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isControl(c) ? "\\u%04X".formatted(c) : Character.toString(c);
        };
    }

    private static boolean hasControl(String text) {
        return text.codePoints().anyMatch(Quoting::isControl);
    }

    private static boolean isControl(int c) {
        return c < 0x20
                || (c >= 0x7F && c < 0xA0)
                || c == 0x2028
                || c == 0x2029
                || c == 0xFEFF
                || (c >= 0xFFFE && c <= 0xFFFF);
    }
}

package org.cloudmesh.internal.config;

import java.nio.file.Path;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Tells what is wrong with a file's YAML. SnakeYAML's exception is not the cause: its message shows the lines around. */
final class SyntaxFault {

    private SyntaxFault() {}

    static ConfigException of(Path file, String text, YAMLException e) {
        if (e instanceof ReaderException reader) {
            int line = 1 + Offsets.breaks(text, 0, Math.min(text.length(), reader.getPosition()));
            return new ConfigException(
                    file, line, null, "a control character is not YAML; remove it, or escape it between double quotes");
        }
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return at(file, text, marked.getProblemMark(), marked.getProblem());
        }
        return new ConfigException(file, null, null, "this is not YAML");
    }

    private static ConfigException at(Path file, String text, Mark mark, @Nullable String problem) {
        int line = mark.getLine() + 1;
        int start = Lines.start(text, Math.min(text.length(), new Offsets(text).of(mark)));
        if (isIndentedByTab(text, start)) {
            return new ConfigException(
                    file, line, null, "a tab is used as indentation, which YAML does not allow; use spaces");
        }
        return new ConfigException(
                file,
                line,
                null,
                "this is not YAML at column %d: %s".formatted(mark.getColumn() + 1, harmless(problem)));
    }

    private static boolean isIndentedByTab(String text, int lineStart) {
        for (int i = lineStart; i < text.length() && Lines.isSpace(text.charAt(i)); i++) {
            if (text.charAt(i) == '\t') {
                return true;
            }
        }
        return false;
    }

    // SnakeYAML quotes the file where it speaks of handles, anchors and tags: a password may begin with any sign.
    private static String harmless(@Nullable String problem) {
        if (problem == null || problem.contains("undefined tag handle")) {
            return "a text that begins with ! has to be quoted";
        }
        if (problem.contains("cannot start any token") && !problem.contains("TAB")) {
            return "a text that begins with @, % or ` has to be quoted";
        }
        return problem;
    }
}

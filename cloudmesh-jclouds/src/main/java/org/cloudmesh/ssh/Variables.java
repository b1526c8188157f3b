package org.cloudmesh.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Environment variables as one line for the {@code eval} of a POSIX shell, which reads it from its standard input: what is
 * on a command line, others on the node can see.
 */
final class Variables {

    // A line has no newline in it, so those of the values come from a variable, which would lose them at its end.
    private static final String NEWLINE = "cloudmesh_n=$(printf \"\\\\nx\");cloudmesh_n=${cloudmesh_n%x};";

    private Variables() {}

    /** The line, with its end. */
    static byte[] line(Map<String, String> variables) {
        var text = new StringBuilder();
        if (variables.values().stream().anyMatch(each -> each.indexOf('\n') >= 0)) {
            text.append(NEWLINE);
        }
        text.append("export");
        variables.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(quoted(value)));
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''").replace("\n", "'\"$cloudmesh_n\"'") + "'";
    }
}

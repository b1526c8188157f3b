package org.cloudmesh.ssh;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Words that come through any login shell as they are. What sh, csh and fish read differently inside single quotes (a
 * quote, a backslash, {@code !}, control characters, what is no ASCII) travels as {@code \0ooo}, which none of them
 * touches and {@code printf %b} reads back.
 */
final class ShellWords {

    // A variable loses newlines at its end, hence the x, which is cut off again.
    private static final String DECODE = "cloudmesh_n=$#;while [ $cloudmesh_n -gt 0 ];do "
            + "cloudmesh_a=$(printf %bx \"$1\");shift;set -- \"$@\" \"${cloudmesh_a%x}\";"
            + "cloudmesh_n=$((cloudmesh_n-1));done;";

    private final StringBuilder text = new StringBuilder();
    private boolean encoded;

    private ShellWords(List<String> words) {
        words.forEach(this::append);
    }

    /**
     * A command line that runs the POSIX script {@code before}, then {@code after}, to which {@code $@} are the words.
     *
     * @param before has no quote, backslash, newline or {@code !} in it, and neither has {@code after}
     */
    static String exec(String before, String after, List<String> words) {
        var quoted = new ShellWords(words);
        return "exec sh -c '" + before + (quoted.encoded ? DECODE : "") + after + "' sh" + quoted.text;
    }

    private void append(String word) {
        text.append(" '");
        for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
            append(each);
        }
        text.append('\'');
    }

    private void append(byte each) {
        if (each < ' ' || each > '~' || each == '\'' || each == '\\' || each == '!') {
            text.append("\\0")
                    .append(Integer.toOctalString(01000 | (each & 0xff)).substring(1));
            encoded = true;
        } else {
            text.append((char) each);
        }
    }
}

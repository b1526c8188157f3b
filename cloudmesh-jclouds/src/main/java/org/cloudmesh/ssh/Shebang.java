package org.cloudmesh.ssh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a script, read as Linux does: a program, and all that follows as one argument.
 *
 * @param program the program
 * @param argument null if there is none
 */
record Shebang(String program, @Nullable String argument) {

    private static final Shebang SH = new Shebang("sh", null);

    /** What is to run that script: {@code sh}, if it names nothing. */
    static Shebang of(String script) {
        if (!script.startsWith("#!")) {
            return SH;
        }
        var words = script.lines().findFirst().orElse("").substring(2).strip().split("[ \t]+", 2);
        if (words[0].isEmpty()) {
            return SH;
        }
        return new Shebang(words[0], words.length == 1 ? null : words[1]);
    }

    /** The program that must be there: {@code env} is no more than a way to it. */
    String wanted() {
        if (argument == null || !program.endsWith("/env")) {
            return program;
        }
        return Arrays.stream(argument.split("[ \t]+"))
                .filter(each -> !each.startsWith("-") && each.indexOf('=') < 0)
                .findFirst()
                .orElse(program);
    }

    /** The words before the script's file. */
    List<String> words() {
        var words = new ArrayList<>(List.of(program));
        if (argument != null) {
            words.add(argument);
        }
        return words;
    }
}

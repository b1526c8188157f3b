package org.cloudmesh.ssh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cloudmesh.Command;
import org.cloudmesh.Script;
import org.cloudmesh.spi.Execution;

/**
 * One execution as it is sent: a command line for any login shell, and what goes to its standard input first.
 *
 * <p>What runs on the node is a small wrapper. It removes what earlier scripts left, reads the environment, puts a script
 * into a file under {@code ~/.cloudmesh/run}, enters the directory, prints a line with a nonce and its process id, and
 * becomes the program, which so has that id. The program's own input is sent once that line has come: until then whatever
 * reads on the node may read too far. What did not arrive whole is not run: exit status 126.
 */
final class Invocation {

    // Linux gives one argument 128 KiB (MAX_ARG_STRLEN), and the login shell gets all of it as one.
    private static final int MAX_COMMAND_LINE_BYTES = 128 * 1024 - 1;

    private static final String RUN = "~/.cloudmesh/run";

    private static final String READ_ENVIRONMENT = "IFS= read -r cloudmesh_e||exit 126;";
    private static final String SET_ENVIRONMENT = "eval \"$cloudmesh_e\"||exit 126;unset cloudmesh_e;";
    private static final String ENTER = "cd \"$1\" 2>/dev/null||{ printf \"cloudmesh: %s cannot be entered: "
            + "it is no directory of this node, or not this user to enter\" \"$1\";echo;exit 126;} >&2;shift;";
    private static final String CHECK_PROGRAM = "command -v \"$1\" >/dev/null 2>&1||{ printf "
            + "\"cloudmesh: the script names the program %s, which is not on this node\" \"$1\";echo;exit 127;} >&2;"
            + "shift;";

    private final Execution execution;
    private final Collection<String> leftovers;
    private final String nonce = UUID.randomUUID().toString().replace("-", "");
    private final String commandLine;
    private final byte[] input;

    private Invocation(Execution execution, Collection<String> leftovers) {
        this.execution = execution;
        this.leftovers = leftovers;
        if (execution.task() instanceof Script script) {
            var text = unixText(script).getBytes(StandardCharsets.UTF_8);
            commandLine = commandLine(script, text.length);
            input = input(text);
        } else {
            commandLine = commandLine((Command) execution.task());
            input = input(new byte[0]);
        }
    }

    /**
     * Wraps an execution.
     *
     * @param leftovers the nonces of scripts that have ended
     * @throws IllegalArgumentException if its arguments are too long to be sent
     */
    static Invocation of(Execution execution, Collection<String> leftovers) {
        var made = new Invocation(execution, leftovers);
        int length = made.commandLine.length();
        if (length > MAX_COMMAND_LINE_BYTES) {
            throw new IllegalArgumentException(
                    "the command is %d bytes long when sent, and ssh takes %d; put it into a script"
                            .formatted(length, MAX_COMMAND_LINE_BYTES));
        }
        return made;
    }

    /** A command line that does nothing but remove what scripts left. */
    static String removal(Collection<String> leftovers) {
        return "exec sh -c '" + remove(leftovers) + "'";
    }

    /** Names this run, in the wrapper's line and in {@code ~/.cloudmesh/run}. */
    String nonce() {
        return nonce;
    }

    /** What the login shell is given. */
    String commandLine() {
        return commandLine;
    }

    /** What the wrapper reads; not a copy. */
    byte[] input() {
        return input;
    }

    /** Whether the program has an input of its own, which follows. */
    boolean hasStdin() {
        return execution.stdin() != null;
    }

    /** Whether it leaves something on the node when it ends. */
    boolean leaves() {
        return execution.task() instanceof Script;
    }

    private String commandLine(Command command) {
        return ShellWords.exec(
                remove(leftovers) + readEnvironment(),
                begin() + "exec \"$@\"" + inputOfProgram(),
                words(List.of(), command.arguments()));
    }

    private String commandLine(Script script, int length) {
        var shebang = Shebang.of(script.text());
        var save = "cloudmesh_d=" + RUN + "/" + nonce + ";(umask 077;[ -d " + RUN + " ]||mkdir -p " + RUN
                + ";exec " + (hasStdin() ? "head -c " + length : "cat") + " >\"$cloudmesh_d\")&&"
                // When the connection breaks, cat sees an end like any other: hence the count.
                + "[ $(wc -c <\"$cloudmesh_d\") -eq " + length + " ]||exit 126;";
        var run = shebang.argument() == null
                ? "cloudmesh_p=$1;shift;exec \"$cloudmesh_p\" \"$cloudmesh_d\" \"$@\""
                : "cloudmesh_p=$1 cloudmesh_a=$2;shift 2;exec \"$cloudmesh_p\" \"$cloudmesh_a\" \"$cloudmesh_d\" \"$@\"";
        var before = new ArrayList<>(List.of(shebang.wanted()));
        before.addAll(shebang.words());
        return ShellWords.exec(
                remove(leftovers) + readEnvironment() + save,
                begin() + run + inputOfProgram(),
                words(before, script.arguments()));
    }

    private List<String> words(List<String> before, List<String> arguments) {
        var words = new ArrayList<String>();
        var directory = execution.directory();
        if (directory != null) {
            // A name of its own to cd, whatever it begins with.
            words.add(directory.startsWith("/") ? directory : "./" + directory);
        }
        words.addAll(before);
        words.addAll(arguments);
        return words;
    }

    private String begin() {
        return (execution.environment().isEmpty() ? "" : SET_ENVIRONMENT)
                + (execution.directory() == null ? "" : ENTER)
                + (execution.task() instanceof Script ? CHECK_PROGRAM : "")
                + "echo " + nonce + " $$;";
    }

    private String readEnvironment() {
        return execution.environment().isEmpty() ? "" : READ_ENVIRONMENT;
    }

    private String inputOfProgram() {
        return hasStdin() ? "" : " </dev/null";
    }

    private byte[] input(byte[] script) {
        if (execution.environment().isEmpty()) {
            return script;
        }
        var variables = Variables.line(execution.environment());
        var both = new byte[variables.length + script.length];
        System.arraycopy(variables, 0, both, 0, variables.length);
        System.arraycopy(script, 0, both, variables.length, script.length);
        return both;
    }

    // With "sh\r" for a program and "hi\r" for a word, it would not do what its author sees.
    private static String unixText(Script script) {
        var text = script.text();
        boolean isDosText = text.indexOf('\n') >= 0 && !text.replace("\r\n", "").contains("\n");
        return isDosText ? text.replace("\r\n", "\n") : text;
    }

    private static String remove(Collection<String> leftovers) {
        return leftovers.isEmpty()
                ? ""
                : leftovers.stream().map(each -> RUN + "/" + each).collect(Collectors.joining(" ", "rm -rf ", ";"));
    }
}

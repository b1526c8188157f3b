package org.cloudmesh.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cloudmesh.Command;
import org.cloudmesh.Script;
import org.cloudmesh.spi.Execution;
import org.jspecify.annotations.Nullable;

/**
 * One task as it is sent: a command line for any login shell, and what goes to its standard input.
 *
 * <p>What runs on the node is a small wrapper. It removes what earlier scripts left, puts a script into a file under
 * {@code ~/.cloudmesh/run}, prints a line with a nonce and its process id, and becomes the program, which so has that id
 * and an empty standard input. A script that did not arrive whole is not run: exit status 126.
 */
final class Invocation {

    // Linux gives one argument 128 KiB (MAX_ARG_STRLEN), and the login shell gets all of it as one.
    private static final int MAX_COMMAND_LINE_BYTES = 128 * 1024 - 1;

    private static final String RUN = "~/.cloudmesh/run/";

    private final String nonce;
    private final String commandLine;
    private final byte @Nullable [] input;

    private Invocation(String nonce, String commandLine, byte @Nullable [] input) {
        this.nonce = nonce;
        this.commandLine = commandLine;
        this.input = input;
    }

    /**
     * Wraps a task.
     *
     * @param leftovers the nonces of scripts that have ended
     * @throws IllegalArgumentException if it is a command too long to be sent
     */
    static Invocation of(Execution execution, Collection<String> leftovers) {
        var task = execution.task();
        var nonce = UUID.randomUUID().toString().replace("-", "");
        var before = remove(leftovers);
        if (task instanceof Script script) {
            return of(script, nonce, before);
        }
        var line = ShellWords.exec(before + announce(nonce), ((Command) task).arguments());
        if (line.length() > MAX_COMMAND_LINE_BYTES) {
            throw new IllegalArgumentException(
                    "the command is %d bytes long when sent, and ssh takes %d; put it into a script"
                            .formatted(line.length(), MAX_COMMAND_LINE_BYTES));
        }
        return new Invocation(nonce, line, null);
    }

    private static Invocation of(Script script, String nonce, String before) {
        var bytes = script.text().getBytes(StandardCharsets.UTF_8);
        var own = script.text().startsWith("#!");
        // When the connection breaks, cat sees an end like any other: hence the count.
        var line = "exec sh -c '" + before + "d=" + RUN + nonce
                + ";(umask 077;mkdir -p $d&&cat >$d/script&&[ $(wc -c <$d/script) -eq "
                + bytes.length + " ]" + (own ? "&&chmod 700 $d/script" : "") + ")||exit 126;" + announce(nonce)
                + "exec "
                + (own ? "" : "sh ") + "$d/script </dev/null'";
        return new Invocation(nonce, line.replace("$d", "\"$d\""), bytes);
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

    /** The script, or null; not a copy. */
    byte @Nullable [] input() {
        return input;
    }

    /** Whether it leaves something on the node when it ends. */
    boolean leaves() {
        return input != null;
    }

    private static String remove(Collection<String> leftovers) {
        return leftovers.isEmpty()
                ? ""
                : leftovers.stream().map(RUN::concat).collect(Collectors.joining(" ", "rm -rf ", ";"));
    }

    private static String announce(String nonce) {
        return "echo " + nonce + " $$;";
    }
}

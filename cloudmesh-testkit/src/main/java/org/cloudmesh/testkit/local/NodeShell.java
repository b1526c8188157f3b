package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How processes are started on a machine: in its home, with a small environment of their own. Immutable.
 *
 * @param id the machine's id, {@code CLOUDMESH_NODE} to all it runs
 * @param home its home directory
 */
record NodeShell(String id, Path home) {

    /** What marks a process as a machine's. */
    static final String MARK = "CLOUDMESH_NODE";

    /** Who everybody is on every machine. */
    static final String USER = System.getProperty("user.name");

    // OpenSSH gives each command a session of its own (session.c do_exec_no_pty), so that kill -- -$$ reaches all of
    // it.
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    // Runs what follows the script's name, then deletes the script.
    private static final String RUN_AND_DELETE = "\"$@\"; status=$?; rm -f \"$0\"; exit $status";

    /** Whether each process started here leads a group of its own. */
    static boolean leadsGroup() {
        return Files.isExecutable(SETSID);
    }

    /** Starts a command line as ssh would. */
    Process start(String commandLine) throws IOException {
        return process(List.of("/bin/sh", "-c", commandLine)).start();
    }

    /** Starts a script with the interpreter its first line names, and deletes it when it ends. */
    void runOnce(Path script, String text, Path log) throws IOException {
        var words = new ArrayList<>(List.of("/bin/sh", "-c", RUN_AND_DELETE, script.toString()));
        var firstLine = text.lines().findFirst().orElse("").substring(2).strip();
        words.addAll(List.of(firstLine.split("\\s+", 2)));
        words.add(script.toString());
        process(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    private ProcessBuilder process(List<String> words) {
        var all = new ArrayList<String>();
        if (leadsGroup()) {
            all.add(SETSID.toString());
        }
        all.addAll(words);
        var builder = new ProcessBuilder(all).directory(home.toFile());
        var environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "LANG"));
        environment.putAll(
                Map.of("HOME", home.toString(), "USER", USER, "LOGNAME", USER, "SHELL", "/bin/sh", MARK, id));
        return builder;
    }
}

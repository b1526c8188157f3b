package org.cloudmesh;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job came to on one node. A script's exit status other than 0 is a result; {@link #error} is for what kept it
 * from running to its end. Immutable.
 *
 * @param jobId the document of this run, in the store's {@code job} collection
 * @param node the node, as it was when the job began
 * @param exitStatus what the program ended with; null if a signal ended it, or it did not run to its end
 * @param signal the signal that ended it, without {@code SIG}
 * @param stdout what it printed, up to the {@linkplain JobOptions#outputLimit limit}
 * @param stderr what it complained of, up to the limit
 * @param stdoutFile the file with all it printed; null if that is in {@code stdout}
 * @param stderrFile the file with all it complained of; null if that is in {@code stderr}
 * @param took from the job's start on this node to its end
 * @param error why it did not run, or not to its end; null if it did
 */
public record Result(
        String jobId,
        Node node,
        @Nullable Integer exitStatus,
        @Nullable String signal,
        String stdout,
        String stderr,
        @Nullable Path stdoutFile,
        @Nullable Path stderrFile,
        Duration took,
        @Nullable CloudmeshException error) {

    /** Made by the library. */
    @Unstable
    public Result {}

    /** A result with all of its output in it. */
    public Result(
            String jobId,
            Node node,
            @Nullable Integer exitStatus,
            @Nullable String signal,
            String stdout,
            String stderr,
            Duration took,
            @Nullable CloudmeshException error) {
        this(jobId, node, exitStatus, signal, stdout, stderr, null, null, took, error);
    }

    /** Whether it ran and ended with status 0. */
    public boolean ok() {
        return error == null && exitStatus != null && exitStatus == 0;
    }

    /** What it printed, without the last line end. */
    public String text() {
        return stdout.endsWith("\n") ? stdout.substring(0, stdout.length() - 1) : stdout;
    }

    /** How it ended, in a few words: {@code ok}, {@code exit 1}, {@code signal KILL}, or the error. */
    public String outcome() {
        if (error != null) {
            return error.getMessage() == null ? error.toString() : error.getMessage();
        }
        if (signal != null) {
            return "signal " + signal;
        }
        return exitStatus != null && exitStatus == 0 ? "ok" : "exit " + exitStatus;
    }

    /** {@code NAME: outcome, seconds}. */
    @Override
    public String toString() {
        var outcome = outcome();
        // Most messages of errors say whose they are.
        var line = error != null && outcome.contains(node.name()) ? outcome : node.name() + ": " + outcome;
        return "%s, %.2f s".formatted(line, took.toMillis() / 1000.0);
    }
}

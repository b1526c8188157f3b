package org.cloudmesh.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.cloudmesh.Task;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task: what, and with what. Immutable.
 *
 * @param task what to run
 * @param environment variables it gets beside those of the login; secrets, maybe, so a shell shows them to nobody
 * @param directory where it runs, the login directory where it is null; a relative one is seen from there
 * @param stdin its standard input, empty where it is null
 */
public record Execution(
        Task task,
        Map<String, String> environment,
        @Nullable String directory,
        @Nullable Input stdin) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Checks what no program could be given. */
    public Execution {
        Objects.requireNonNull(task, "task");
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        environment.forEach(Execution::check);
        if (directory != null && (directory.isEmpty() || directory.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    "the directory \"%s\" cannot be one: name one on the node, or none for the login directory"
                            .formatted(directory.replace("\0", "\\0")));
        }
    }

    /** The task alone: in the login directory, without input. */
    public static Execution of(Task task) {
        return new Execution(task, Map.of(), null, null);
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot name an environment variable: use letters, digits and _, no digit first"
                            .formatted(name));
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "the environment variable %s has a NUL in its value; no program can be given that".formatted(name));
        }
    }

    /** Never a value of the environment, nor the input. */
    @Override
    public String toString() {
        return task
                + (directory == null ? "" : " in " + directory)
                + (environment.isEmpty() ? "" : " with " + String.join(", ", environment.keySet()))
                + (stdin == null ? "" : " and an input");
    }
}

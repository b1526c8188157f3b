package org.cloudmesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A script, run by the program its first line names ({@code #!…}), by {@code sh} where it names none. Immutable.
 *
 * @param text the whole script
 */
public record Script(String text) implements Task {

    /** Checks that there is something to run. */
    public Script {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the script is empty; there is nothing to run");
        }
    }

    /**
     * Takes the script from a string.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Script of(String text) {
        return new Script(text);
    }

    /**
     * Reads the script from a file in UTF-8.
     *
     * @throws IllegalArgumentException if there is no such file, or it cannot be read, or is empty
     */
    public static Script file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("no script was read: %s is %s"
                    .formatted(path.toAbsolutePath(), Files.isDirectory(path) ? "a directory" : "no file"));
        }
        try {
            return new Script(Files.readString(path));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "no script was read: %s: %s".formatted(path.toAbsolutePath(), e.getMessage()), e);
        }
    }

    /** Its first line that says something. */
    @Override
    public String toString() {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#!"))
                .findFirst()
                .orElse(text.strip());
    }
}

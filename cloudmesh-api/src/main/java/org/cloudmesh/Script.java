package org.cloudmesh;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A script, run by the program its first line names ({@code #!…}), by {@code sh} where it names none. Immutable.
 *
 * @param text the whole script
 * @param arguments its arguments, which reach it as they are
 */
public record Script(String text, List<String> arguments) implements Task {

    /** Checks that there is something to run. */
    public Script {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the script is empty; there is nothing to run");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "the script has a NUL in it, so it is no text; send it as a file, and run that by a command");
        }
        arguments = List.copyOf(arguments);
        Command.checkArguments(arguments, "the script");
    }

    /** A script without arguments. */
    public Script(String text) {
        this(text, List.of());
    }

    /**
     * Takes the script from a string.
     *
     * @throws IllegalArgumentException if it is empty, or no text
     */
    public static Script of(String text) {
        return new Script(text);
    }

    /**
     * Reads the script from a file in UTF-8.
     *
     * @throws IllegalArgumentException if there is no such file, or it cannot be read, or is empty, or no text
     */
    public static Script file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("no script was read: %s is %s"
                    .formatted(path.toAbsolutePath(), Files.isDirectory(path) ? "a directory" : "no file"));
        }
        var text = read(path);
        if (text.indexOf('\0') >= 0) {
            throw noText(path, null);
        }
        return new Script(text);
    }

    /** The same script with these arguments, in place of those it has. */
    public Script with(String... arguments) {
        return new Script(text, List.of(arguments));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw noText(path, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "no script was read: %s: %s".formatted(path.toAbsolutePath(), e.getMessage()), e);
        }
    }

    private static IllegalArgumentException noText(Path path, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "no script was read: %s is no text in UTF-8; send it as a file, and run that by a command"
                        .formatted(path.toAbsolutePath()),
                cause);
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

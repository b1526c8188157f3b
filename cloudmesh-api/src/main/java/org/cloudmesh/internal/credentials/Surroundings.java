package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What the process is surrounded by, so that a test can surround it with something else.
 *
 * @param environment its variables
 * @param home the user's directory
 * @param workingDirectory what relative paths begin at
 * @param systemDirectory {@code /etc}
 * @param clock tells what has expired
 */
public record Surroundings(
        Environment environment, Path home, Path workingDirectory, Path systemDirectory, InstantSource clock) {

    /** The variables of a process. */
    @FunctionalInterface
    public interface Environment {

        /** The variable; null if it is not set. */
        @Nullable
        String get(String name);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System::getenv,
                Path.of(System.getProperty("user.home")),
                Path.of(System.getProperty("user.dir")),
                Path.of("/etc"),
                InstantSource.system());
    }

    /** The variable; null if it is not set, or blank. */
    @Nullable
    String variable(String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** The path as it is written, with {@code ~} and {@code $HOME} for the home directory. */
    Path path(String text) {
        var file = text.strip();
        for (var sign : new String[] {"~", "$HOME", "${HOME}"}) {
            if (file.equals(sign)) {
                return home;
            }
            if (file.startsWith(sign + "/") || file.startsWith(sign + "\\")) {
                return home.resolve(file.substring(sign.length() + 1));
            }
        }
        return workingDirectory.resolve(file);
    }

    /** The path for people: {@code ~} for the home directory. */
    String shown(Path file) {
        return file.startsWith(home) && !file.equals(home) ? "~/" + home.relativize(file) : file.toString();
    }

    Instant now() {
        return clock.instant();
    }
}

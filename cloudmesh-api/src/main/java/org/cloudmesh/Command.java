package org.cloudmesh;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program and its arguments. They reach the program as they are given: no shell on the node sees a {@code $}, a quote
 * or a blank in them. Immutable.
 *
 * @param arguments the program, then its arguments
 */
public record Command(List<String> arguments) implements Task {

    /** Checks that there is a program to run. */
    public Command {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty() || arguments.get(0).isBlank()) {
            throw new IllegalArgumentException("the command is empty; name a program to run");
        }
        checkArguments(arguments, "the command");
    }

    /**
     * Takes the program and its arguments.
     *
     * @throws IllegalArgumentException if no program is named
     */
    public static Command of(String program, String... arguments) {
        return new Command(
                Stream.concat(Stream.of(program), Arrays.stream(arguments)).toList());
    }

    static void checkArguments(List<String> arguments, String of) {
        if (arguments.stream().anyMatch(each -> each.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    "an argument of %s has a NUL in it; no program can be given that".formatted(of));
        }
    }

    /** As one would type it in a POSIX shell, quoted where that is needed. */
    @Override
    public String toString() {
        return arguments.stream().map(Command::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}

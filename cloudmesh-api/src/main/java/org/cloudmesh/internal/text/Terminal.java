package org.cloudmesh.internal.text;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** What is known of the terminal this program writes to; nobody is asked for it. */
public final class Terminal {

    private Terminal() {}

    /** Its columns, as the environment says in {@code COLUMNS}; {@link Integer#MAX_VALUE} where it does not. */
    public static int width() {
        return width(System.getenv("COLUMNS"));
    }

    static int width(@Nullable String columns) {
        return columns != null && columns.matches("0*[1-9][0-9]{0,5}") ? Integer.parseInt(columns) : Integer.MAX_VALUE;
    }

    /** Whether somebody looks. Since Java 22 there is a console even where there is no terminal, and it can be asked. */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before Java 22 there was a console only where there was a terminal.
            return true;
        }
    }
}

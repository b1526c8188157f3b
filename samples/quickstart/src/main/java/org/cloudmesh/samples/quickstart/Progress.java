package org.cloudmesh.samples.quickstart;

import java.io.Console;
import java.io.PrintStream;
import org.cloudmesh.Result;

/** Results as they come: above a bar on a terminal, as plain lines elsewhere. */
final class Progress {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean bar = isTerminal();
    private String title = "";
    private int total;
    private int done;

    Progress(PrintStream out) {
        this.out = out;
    }

    void start(String what, int count) {
        title = what;
        total = count;
        done = 0;
        if (!bar) {
            out.println(what);
        }
        draw();
    }

    void step(Result result) {
        done++;
        if (bar) {
            // Back to the line's start, and clear it: the result takes the bar's place.
            out.print("\r\u001b[K");
        }
        var text = result.ok() ? result.text() : (result.text() + "\n" + result.stderr() + result.outcome()).strip();
        text.lines().forEach(line -> out.printf("%-28s %s%n", result.node().name(), line));
        draw();
    }

    private void draw() {
        if (bar) {
            int filled = WIDTH * done / total;
            out.printf("%s [%s%s] %d/%d", title, "#".repeat(filled), ".".repeat(WIDTH - filled), done, total);
            if (done == total) {
                out.println();
            }
            out.flush();
        }
    }

    /** Since Java 22 there is a console even where there is no terminal, and it can be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}

package org.cloudmesh.testkit.contract;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a report says of a test, in a line. */
final class Sentence {

    private static final int LONGEST = 200;
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])");

    private Sentence() {}

    /** The name of the test as words; of a parameterized one, with the parameter. */
    static String of(ExtensionContext context) {
        var method = context.getRequiredTestMethod().getName();
        var sentence = BETWEEN_WORDS.matcher(method).replaceAll(" ").toLowerCase(Locale.ROOT);
        var display = context.getDisplayName();
        return display.startsWith(method) ? sentence : "%s %s".formatted(sentence, oneLine(display));
    }

    /** Why a test failed or did not apply. */
    static String firstLine(Throwable cause) {
        var message =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getName());
        return oneLine(message.replaceFirst("^Assumption failed: ", ""));
    }

    // AssertJ puts what was expected, and what was seen, on lines of their own.
    private static String oneLine(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }
}

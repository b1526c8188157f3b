package org.cloudmesh.internal.credentials;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cloudmesh.spi.CredentialScheme;
import org.jspecify.annotations.Nullable;

/** Reads the token command of a cloud's section. */
final class SectionCommand {

    private static final String COMMAND = "credentials.token_command";
    private static final String TOKEN = "credentials.token";
    private static final String TIMEOUT = "credentials.token_timeout";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)?");

    private SectionCommand() {}

    /** The command; null if there is none. */
    static @Nullable TokenCommand of(CloudSection section, CredentialScheme scheme, Surroundings surroundings) {
        var words = new ArrayList<>(words(section));
        words.replaceAll(word -> word.startsWith("~/") ? surroundings.path(word).toString() : word);
        return words.isEmpty()
                ? null
                : new TokenCommand(
                        words, token(section, scheme), timeout(section), sentence -> section.fault(COMMAND, sentence));
    }

    private static List<String> words(CloudSection section) {
        var text = section.find(COMMAND);
        try {
            return text == null ? section.list(COMMAND) : ShellWords.split(text.value());
        } catch (IllegalArgumentException e) {
            throw section.fault(COMMAND, e.getMessage() + "; close it, or write a list");
        }
    }

    private static @Nullable String token(CloudSection section, CredentialScheme scheme) {
        var setting = section.find(TOKEN);
        if (setting == null || scheme.tokens().isEmpty()) {
            return null;
        }
        return scheme.tokens().stream()
                .filter(setting.value()::equals)
                .findFirst()
                .orElseThrow(() -> section.fault(
                        TOKEN,
                        "this is nothing that a token command can give here; known: "
                                + String.join(", ", scheme.tokens())));
    }

    private static Duration timeout(CloudSection section) {
        var setting = section.find(TIMEOUT);
        if (setting == null) {
            return Duration.ofMinutes(1);
        }
        var text = setting.value().strip().toLowerCase(Locale.ROOT);
        var timeout = duration(text);
        if (timeout == null || timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            throw section.fault(TIMEOUT, "this is no time up to an hour, such as 30s or 2m");
        }
        return timeout;
    }

    private static @Nullable Duration duration(String text) {
        var amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                return null;
            }
        }
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2) == null ? "s" : amount.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}

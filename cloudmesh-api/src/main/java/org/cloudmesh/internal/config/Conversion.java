package org.cloudmesh.internal.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts as something else. */
final class Conversion {

    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n", "0");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)?");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private final Path home;

    Conversion(Path home) {
        this.home = home;
    }

    /**
     * The text as the type.
     *
     * @throws NotThat if it is no such thing, saying what is wanted
     * @throws IllegalArgumentException if there is no such conversion
     */
    <T> T convert(String text, Class<T> type) throws NotThat {
        return type.cast(type == String.class ? text : convertAny(text.strip(), type));
    }

    /** With {@code ~} and {@code $HOME} at its beginning replaced, as the original does to what names a file. */
    String expand(String file) {
        for (var sign : new String[] {"~", "$HOME", "${HOME}"}) {
            if (file.equals(sign) || file.startsWith(sign + "/") || file.startsWith(sign + "\\")) {
                return home + file.substring(sign.length());
            }
        }
        return file;
    }

    static boolean truth(String text) throws NotThat {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return TRUE.contains(word);
        }
        throw new NotThat("true or false is wanted");
    }

    private Object convertAny(String text, Class<?> type) throws NotThat {
        try {
            return switch (type.getName()) {
                case "java.lang.Integer" -> Integer.valueOf(text);
                case "java.lang.Long" -> Long.valueOf(text);
                case "java.lang.Double" -> number(text);
                case "java.lang.Boolean" -> truth(text);
                case "java.nio.file.Path" -> Path.of(expand(text));
                case "java.time.Duration" -> duration(text);
                default -> throw new UnsupportedOperationException(type.getName());
            };
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "a configuration is read as String, Integer, Long, Double, Boolean, Path or Duration, and not as "
                            + type.getName(),
                    e);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new NotThat(wanted(type));
        }
    }

    private static String wanted(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Integer", "Long" -> "a whole number is wanted";
            case "Double" -> "a number is wanted";
            case "Path" -> "the name of a file is wanted";
            default -> "a duration such as 30s, 5m or PT5M is wanted";
        };
    }

    // Java's parser takes 1d and 0x1p3 too.
    private static Double number(String text) {
        return switch (text) {
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> new BigDecimal(text).doubleValue();
        };
    }

    private static Duration duration(String text) {
        var amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return Duration.parse(text);
        }
        var unit = amount.group(2) == null ? "s" : amount.group(2);
        return Duration.of(Long.parseLong(amount.group(1)), UNITS.getOrDefault(unit, ChronoUnit.SECONDS));
    }

    /** The text is something else; says what is wanted, and not what there is. */
    static final class NotThat extends Exception {

        private static final long serialVersionUID = 1L;

        NotThat(String wanted) {
            super(wanted);
        }
    }
}

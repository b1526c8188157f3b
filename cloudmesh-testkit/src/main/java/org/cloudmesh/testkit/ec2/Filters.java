package org.cloudmesh.testkit.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code Filter.N}: all must match, each by one of its values. Documented: "List and filter your resources": case counts,
 * {@code *} is any text and {@code ?} any character, a backslash takes a wildcard literally.
 */
final class Filters {

    private record Filter(String name, List<Pattern> patterns) {}

    private final List<Filter> filters = new ArrayList<>();

    private Filters() {}

    static Filters of(Params params) {
        var read = new Filters();
        for (var filter : params.items("Filter")) {
            var patterns = filter.list("Value").stream().map(Filters::pattern).toList();
            read.filters.add(new Filter(filter.required("Name"), patterns));
        }
        return read;
    }

    private static Pattern pattern(String value) {
        var regex = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                boolean escapes = c == '\\' && i + 1 < value.length();
                regex.append(Pattern.quote(String.valueOf(escapes ? value.charAt(++i) : c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /**
     * Whether something is meant.
     *
     * @param tags of it
     * @param attributes its values by a filter's name; null for a filter that there is not
     */
    boolean match(Map<String, String> tags, Function<String, @Nullable Collection<String>> attributes) {
        for (var filter : filters) {
            var values = values(filter.name(), tags, attributes);
            var hit = values.stream()
                    .anyMatch(value -> filter.patterns().stream()
                            .anyMatch(p -> p.matcher(value).matches()));
            if (!hit) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a filter that there is not, also where there is nothing to be filtered. */
    void check(Collection<String> known) {
        for (var filter : filters) {
            var name = filter.name();
            if (!known.contains(name) && !name.startsWith("tag:") && !name.equals("tag-key")) {
                throw unknown(name);
            }
        }
    }

    private static Collection<String> values(
            String name, Map<String, String> tags, Function<String, @Nullable Collection<String>> attributes) {
        if (name.startsWith("tag:")) {
            var value = tags.get(name.substring("tag:".length()));
            return value == null ? List.of() : List.of(value);
        }
        if (name.equals("tag-key")) {
            return tags.keySet();
        }
        var values = attributes.apply(name);
        if (values == null) {
            throw unknown(name);
        }
        return values;
    }

    private static Ec2Error unknown(String name) {
        return Ec2Error.invalid("The filter '" + name + "' is invalid");
    }

    /** One value, or none. */
    static List<String> value(@Nullable Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }
}

package org.cloudmesh.internal.naming;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cloudmesh.spi.NameRequest;
import org.cloudmesh.spi.NamingStrategy;

/** Counts up the digits at the very end of the asked name, keeping their width. */
public final class IncrementNaming implements NamingStrategy {

    @Override
    public List<String> names(NameRequest request) {
        var asked = request.asked();
        if (asked == null || asked.isBlank()) {
            throw new IllegalArgumentException("no name was given, and this naming strategy makes none up");
        }
        if (!HostList.isList(asked)) {
            return several(asked, request.count(), request.isTaken(), Set.of());
        }
        var listed = HostList.expand(asked);
        if (request.count() != 1 && request.count() != listed.size()) {
            throw new IllegalArgumentException("\"%s\" lists %d names, but %d machines were asked for"
                    .formatted(asked, listed.size(), request.count()));
        }
        // Each listed name is a wish of its own; the later ones must not get what an earlier one moved on to.
        var names = new ArrayList<String>();
        var wanted = new HashSet<>(listed);
        for (var each : listed) {
            var others = new HashSet<>(wanted);
            others.remove(each);
            others.addAll(names);
            names.addAll(several(each, 1, request.isTaken(), others));
        }
        return names;
    }

    private static List<String> several(String asked, int count, Predicate<String> isTaken, Set<String> others) {
        var names = new ArrayList<String>(count);
        var candidate = count > 1 && endOfStem(asked) == asked.length() ? asked + "00" : asked;
        while (names.size() < count) {
            if (!isTaken.test(candidate) && !others.contains(candidate)) {
                names.add(candidate);
            }
            candidate = next(candidate);
        }
        return names;
    }

    /** {@code web09} → {@code web10}, {@code web99} → {@code web100}, {@code web} → {@code web1}. */
    static String next(String name) {
        int end = endOfStem(name);
        if (end == name.length()) {
            return name + "1";
        }
        var digits = name.substring(end);
        var next = new BigInteger(digits).add(BigInteger.ONE).toString();
        return name.substring(0, end) + "0".repeat(Math.max(0, digits.length() - next.length())) + next;
    }

    private static int endOfStem(String name) {
        int end = name.length();
        // Only these ten: other scripts' digits would not count up the way a person expects.
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        return end;
    }
}

package org.cloudmesh.internal.credentials;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.CredentialScheme.Reach;
import org.jspecify.annotations.Nullable;

/** Goes through the sources of one cloud, in their order, for one scheme. Used once. */
final class Resolver {

    private final CloudSection section;
    private final CredentialScheme scheme;
    private final Surroundings surroundings;
    private final List<Source> sources;
    private final Map<Source, Found> read = new HashMap<>();

    Resolver(CloudSection section, CredentialScheme scheme, Surroundings surroundings) {
        this.section = section;
        this.scheme = scheme;
        this.surroundings = surroundings;
        this.sources = Sources.inOrder(section, scheme, surroundings);
    }

    /**
     * The first source that has any of the set.
     *
     * @throws ConfigException if it has not all, or if none has any
     */
    Resolution resolve() {
        var own = SectionCommand.of(section, scheme, surroundings);
        for (var source : sources) {
            var found = found(source);
            var command = own != null ? own : found.command();
            var promised = command == null
                    ? Set.<String>of()
                    : command.promised(scheme, found.values().keySet());
            if (!isTouched(source, found, promised)) {
                continue;
            }
            if (found.refusal() != null) {
                throw found.refusal();
            }
            var values = values(found);
            var missing = missing(values.keySet(), promised);
            if (!missing.isEmpty()) {
                throw half(source, missing);
            }
            found.files().forEach(CredentialFile::warnIfOthersCanRead);
            return new Resolution(scheme, values, text(found, command), command, promised);
        }
        throw none();
    }

    private Found found(Source source) {
        var found = read.get(source);
        if (found == null) {
            found = source.read(scheme);
            read.put(source, found);
        }
        return found;
    }

    private boolean isTouched(Source source, Found found, Set<String> promised) {
        return source.isNamed()
                || found.refusal() != null
                || found.values().keySet().stream().anyMatch(scheme::isEssential)
                || (!promised.isEmpty()
                        && scheme.missing(union(promised, found.values().keySet()))
                                .isEmpty());
    }

    private List<String> missing(Set<String> present, Set<String> promised) {
        return scheme.missing(union(present, promised));
    }

    /** The set; what the section says beside it; what other places say of what is bound to none. */
    private Map<String, String> values(Found chosen) {
        var values = new HashMap<>(chosen.values());
        var own = found(sources.get(0)).values();
        for (var name : scheme.names()) {
            var word = name.name();
            if (name.reach() != Reach.PART && own.containsKey(word)) {
                values.put(word, own.get(word));
            } else if (name.reach() == Reach.ANYWHERE && !values.containsKey(word)) {
                elsewhere(word, values);
            }
        }
        return values;
    }

    private void elsewhere(String word, Map<String, String> values) {
        sources.stream()
                .map(source -> found(source).values())
                .filter(each -> each.containsKey(word))
                .findFirst()
                .ifPresent(each -> values.putAll(Map.of(word, each.getOrDefault(word, ""))));
    }

    private String text(Found found, @Nullable TokenCommand command) {
        return found.source() + (command == null ? "" : " and its token command");
    }

    private ConfigException half(Source source, List<String> missing) {
        var essentials = found(source).values().keySet().stream()
                .filter(scheme::isEssential)
                .toList();
        var what = essentials.isEmpty()
                ? "there are no credentials for cloud \"%s\""
                : "these are half the credentials of cloud \"%s\"";
        return source.fault(
                found(source),
                (what + ": %s missing, looked for in %s; next: %s")
                        .formatted(
                                section.cloud(),
                                words(missing),
                                source.looked(scheme, missing),
                                essentials.isEmpty()
                                        ? "add what is missing, or name another place"
                                        : "add what is missing, or remove the rest: a set is taken whole from one place"));
    }

    private ConfigException none() {
        var missing = scheme.missing(Set.of());
        var looked =
                sources.stream().map(source -> source.looked(scheme, missing)).collect(Collectors.joining("; "));
        return section.fault(
                "credentials",
                "no credentials for cloud \"%s\": %s missing, looked for in %s; next: set them in one of these places"
                        .formatted(section.cloud(), words(missing), looked));
    }

    private static String words(List<String> names) {
        var all = new ArrayList<>(names);
        var last = all.remove(all.size() - 1);
        return all.isEmpty() ? last + " is" : String.join(", ", all) + " and " + last + " are";
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        var all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }
}

package org.cloudmesh.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.cloudmesh.Unstable;

/**
 * What a kind of cloud wants to be logged in with: names, which of them make a set, and how each place spells them.
 * Immutable; has no values in it.
 *
 * <pre>{@code
 * CredentialScheme LAB = CredentialScheme.of(s -> s.part("user", n -> n.settings("LAB_USER").variables("LAB_USER"))
 *         .part("password", n -> n.settings("LAB_PASSWORD").variables("LAB_PASSWORD"))
 *         .anywhere("site", n -> n.settings("default.location"))
 *         .way("user", "password")
 *         .tokens("password"));
 * }</pre>
 */
public final class CredentialScheme {

    /** Keys of an AWS account: accessKeyId, secretAccessKey; sessionToken, region. */
    public static final CredentialScheme AWS = KnownSchemes.aws();

    /**
     * Keystone, version 3: authUrl, and username or userId with password or passcode, or a token, or an application
     * credential (applicationCredentialId, or applicationCredentialName with its user, and applicationCredentialSecret);
     * projectName, projectId, userDomainName, userDomainId, projectDomainName, projectDomainId, domainName, domainId, region,
     * interface, identityApiVersion.
     */
    public static final CredentialScheme KEYSTONE = KnownSchemes.keystone();

    /** A service principal of Azure: tenantId, subscriptionId, clientId, clientSecret; region. */
    public static final CredentialScheme AZURE = KnownSchemes.azure();

    /** Where a name's value may come from, beside the place that the set is taken from. */
    public enum Reach {
        /** Nowhere: it is a part of the set. */
        PART,
        /** The cloud's own section, which goes before what the set's place says. Whoever has it alone has no half set. */
        BESIDE,
        /** Any place, in their order. Whoever has it alone has no half set. */
        ANYWHERE
    }

    /**
     * A name, and how it is spelled.
     *
     * @param name what drivers ask for
     * @param reach where it may come from
     * @param settings below {@code credentials} in the cloud's section, or below the section itself
     * @param variables of the environment, and in an openrc file
     * @param profileKeys in a profile in {@code ~/.aws}
     * @param cloudsPaths in an entry of {@code clouds.yaml}
     * @param answerFields in the JSON a token command prints; the name itself is one too
     */
    public record Name(
            String name,
            Reach reach,
            List<String> settings,
            List<String> variables,
            List<String> profileKeys,
            List<String> cloudsPaths,
            List<String> answerFields) {

        /** Made by {@link Builder}. */
        @Unstable
        public Name {}
    }

    private final Map<String, Name> names;
    private final List<Set<String>> ways;
    private final List<String> tokens;

    private CredentialScheme(Builder builder) {
        names = Map.copyOf(builder.names);
        ways = List.copyOf(builder.ways);
        tokens = List.copyOf(builder.tokens);
        boolean known = names.keySet().containsAll(tokens) && ways.stream().allMatch(names.keySet()::containsAll);
        if (!known
                || ways.isEmpty()
                || !ways.stream().allMatch(way -> way.stream().anyMatch(this::isEssential))) {
            throw new IllegalArgumentException(
                    "a scheme has at least one way to log in, ways and tokens are made of its names, and each way has a part: "
                            + names.keySet());
        }
    }

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if it has no way, if a way or a token is none of its names, or if a way has no part
     */
    public static CredentialScheme of(Consumer<Builder> options) {
        var builder = new Builder();
        options.accept(builder);
        return new CredentialScheme(builder);
    }

    /** The names, in no particular order. */
    public Collection<Name> names() {
        return names.values();
    }

    /** The name as it was described; there has to be one. */
    public Name name(String name) {
        var found = names.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no \"%s\" in %s".formatted(name, this));
        }
        return found;
    }

    /** What a token command's one line can be, the likeliest first; empty if it has to print JSON. */
    public List<String> tokens() {
        return tokens;
    }

    /** Whether a way needs this, and it is a part of the set: who has one of those and no complete way has half a set. */
    public boolean isEssential(String name) {
        return name(name).reach() == Reach.PART && ways.stream().anyMatch(way -> way.contains(name));
    }

    /** What is missing for the way of which most is present; empty if nothing is. */
    public List<String> missing(Set<String> present) {
        if (ways.stream().anyMatch(present::containsAll)) {
            return List.of();
        }
        return ways.stream()
                .max(Comparator.comparingLong(
                        way -> way.stream().filter(present::contains).count()))
                .orElseThrow()
                .stream()
                .filter(name -> !present.contains(name))
                .toList();
    }

    @Override
    public String toString() {
        return "credentials of " + ways;
    }

    /** Describes a scheme. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Name> names = new LinkedHashMap<>();
        private final List<Set<String>> ways = new ArrayList<>();
        private final List<String> tokens = new ArrayList<>();

        private Builder() {}

        /** A part of the set, never combined with parts from elsewhere. */
        public Builder part(String name, Consumer<Spelling> spelling) {
            return add(name, Reach.PART, spelling);
        }

        /** What the set's place or the cloud's own section may say. */
        public Builder beside(String name, Consumer<Spelling> spelling) {
            return add(name, Reach.BESIDE, spelling);
        }

        /** What any place may say: no secret, and bound to no account. */
        public Builder anywhere(String name, Consumer<Spelling> spelling) {
            return add(name, Reach.ANYWHERE, spelling);
        }

        /** Names that are enough to log in; the usual way first. */
        public Builder way(String... required) {
            ways.add(Collections.unmodifiableSet(new LinkedHashSet<>(List.of(required))));
            return this;
        }

        /** What a token command's one line can be, the likeliest first. */
        public Builder tokens(String... names) {
            tokens.addAll(List.of(names));
            return this;
        }

        private Builder add(String name, Reach reach, Consumer<Spelling> spelling) {
            var spelled = new Spelling();
            spelling.accept(spelled);
            names.put(name, spelled.build(name, reach));
            return this;
        }
    }

    /** How a name is spelled, by place; the usual spelling first. Not thread-safe. */
    public static final class Spelling {

        private List<String> settings = List.of();
        private List<String> variables = List.of();
        private List<String> profileKeys = List.of();
        private List<String> cloudsPaths = List.of();
        private List<String> answerFields = List.of();

        private Spelling() {}

        /** In the cloud's section, below {@code credentials}; one with a dot or an underscore also below the section itself. */
        public Spelling settings(String... keys) {
            settings = List.of(keys);
            return this;
        }

        /** In the environment, and in an openrc file. */
        public Spelling variables(String... keys) {
            variables = List.of(keys);
            return this;
        }

        /** In {@code ~/.aws/credentials} and {@code ~/.aws/config}. */
        public Spelling profileKeys(String... keys) {
            profileKeys = List.of(keys);
            return this;
        }

        /** In {@code clouds.yaml}, dotted, below the entry. */
        public Spelling cloudsPaths(String... paths) {
            cloudsPaths = List.of(paths);
            return this;
        }

        /** In the JSON that a token command prints. */
        public Spelling answerFields(String... fields) {
            answerFields = List.of(fields);
            return this;
        }

        private Name build(String name, Reach reach) {
            return new Name(name, reach, settings, variables, profileKeys, cloudsPaths, answerFields);
        }
    }
}

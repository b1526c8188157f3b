package org.cloudmesh.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Unstable;
import org.jspecify.annotations.Nullable;

/**
 * What a driver logs in with, under the names its {@link CredentialScheme} gave. Immutable. Two are never equal, none can be
 * serialized, and no text made of one has a value in it.
 */
public final class Credentials {

    private final String source;
    private final Map<String, String> values;
    private final @Nullable Instant expiresAt;

    /**
     * Made by the library, and by tests of drivers.
     *
     * @param source for people, such as {@code ~/.aws/credentials [class]}
     */
    @Unstable
    public Credentials(String source, Map<String, String> values, @Nullable Instant expiresAt) {
        this.source = source;
        this.values = Map.copyOf(values);
        this.expiresAt = expiresAt;
    }

    /**
     * The value of that name.
     *
     * @throws ConfigException if there is none
     */
    public String get(String name) {
        return find(name)
                .orElseThrow(() -> new ConfigException(
                        "the credentials from %s have no %s; next: add it there".formatted(source, name)));
    }

    /** The value of that name; empty if there is none. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Where they are from, for people: {@code ~/.aws/credentials [class]}. */
    public String source() {
        return source;
    }

    /** When the cloud takes them no longer, so that new ones have to be asked for before; null if that is not known. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return "credentials from " + source;
    }
}

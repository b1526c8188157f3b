package org.cloudmesh.internal.credentials;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.CredentialScheme.Reach;
import org.cloudmesh.spi.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Where a set comes from, before a command is asked for the rest. {@code toString} shows no value.
 *
 * @param values by the scheme's names
 * @param source for people
 * @param command that gives the rest; null if nothing is missing
 * @param promised what the command has to give
 */
record Resolution(
        CredentialScheme scheme,
        Map<String, String> values,
        String source,
        @Nullable TokenCommand command,
        Set<String> promised) {

    /** Runs the command if there is one. */
    Credentials credentials(Instant now) {
        if (command == null) {
            return new Credentials(source, values, null);
        }
        var answer = command.run(scheme, promised);
        if (answer.expiresAt() != null && !answer.expiresAt().isAfter(now)) {
            throw command.fault()
                    .apply("what the command gave has expired already; next: log in again where it gets it from");
        }
        var all = new HashMap<>(values);
        if (scheme.missing(promised).isEmpty()) {
            all.keySet().removeIf(name -> scheme.name(name).reach() == Reach.PART);
        }
        all.putAll(answer.values());
        return new Credentials(source, all, answer.expiresAt());
    }

    @Override
    public String toString() {
        return values.keySet() + " from " + source;
    }
}

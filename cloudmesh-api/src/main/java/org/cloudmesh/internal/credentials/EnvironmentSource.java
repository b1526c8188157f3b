package org.cloudmesh.internal.credentials;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CredentialScheme;

/** The variables of the environment. */
record EnvironmentSource(Surroundings surroundings) implements Source {

    @Override
    public Found read(CredentialScheme scheme) {
        var values = new HashMap<String, String>();
        for (var name : scheme.names()) {
            name.variables().stream()
                    .map(surroundings::variable)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(value -> values.put(name.name(), value));
        }
        return Found.of(values, "the environment", List.of());
    }

    @Override
    public String looked(CredentialScheme scheme, List<String> names) {
        return names.stream()
                .flatMap(name -> scheme.name(name).variables().stream().limit(1))
                .collect(Collectors.joining(", ", "the environment (", ")"));
    }

    @Override
    public ConfigException fault(Found found, String sentence) {
        return new ConfigException("the environment: " + sentence);
    }
}

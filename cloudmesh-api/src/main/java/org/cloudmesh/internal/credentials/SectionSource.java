package org.cloudmesh.internal.credentials;

import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CredentialScheme;

/** The cloud's own section. */
record SectionSource(CloudSection section, Surroundings surroundings) implements Source {

    @Override
    public Found read(CredentialScheme scheme) {
        var values = new HashMap<String, String>();
        for (var name : scheme.names()) {
            var setting = section.find(section.keyOf(name.settings()));
            if (setting != null) {
                values.put(name.name(), setting.value());
            }
        }
        // Who may read the configuration's files is looked at by its reader.
        return Found.of(values, place(), List.of());
    }

    private String place() {
        var file = section.file();
        if (file == null) {
            return "the settings given in code";
        }
        return surroundings.shown(file) + (section.line() == null ? "" : ":" + section.line());
    }

    @Override
    public String looked(CredentialScheme scheme, List<String> names) {
        return names.stream()
                .flatMap(name -> scheme.name(name).settings().stream().limit(1))
                .collect(Collectors.joining(", ", place() + " (", ")"));
    }

    @Override
    public ConfigException fault(Found found, String sentence) {
        return section.fault("credentials", sentence);
    }
}

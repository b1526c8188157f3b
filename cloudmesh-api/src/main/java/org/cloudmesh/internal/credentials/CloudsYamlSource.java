package org.cloudmesh.internal.credentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmesh.ConfigException;
import org.cloudmesh.internal.runtime.Nearest;
import org.cloudmesh.spi.CredentialScheme;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the first {@code clouds.yaml} there is, with that of {@code secure.yaml} beside it on top: the one the section
 * names, else OS_CLOUD, else the cloud's own name, else the only one.
 */
final class CloudsYamlSource implements Source {

    private static final List<String> ENTRY = List.of("os_cloud", "OS_CLOUD");

    private final CloudSection section;
    private final Surroundings surroundings;

    CloudsYamlSource(CloudSection section, Surroundings surroundings) {
        this.section = section;
        this.surroundings = surroundings;
    }

    @Override
    public Found read(CredentialScheme scheme) {
        var file = file();
        if (file == null) {
            if (asked() != null) {
                throw unknown("there is no clouds.yaml at %s; make one, or remove this".formatted(places()));
            }
            return Found.of(Map.of(), "clouds.yaml", List.of());
        }
        var entries = CloudsYaml.read(file);
        var name = entry(file, entries);
        if (name == null) {
            return Found.of(Map.of(), surroundings.shown(file), List.of());
        }
        var used = new ArrayList<>(List.of(file));
        var entry = new LinkedHashMap<>(entries.getOrDefault(name, Map.of()));
        var secure = secure(file);
        if (Files.exists(secure)) {
            entry.putAll(CloudsYaml.read(secure).getOrDefault(name, Map.of()));
            used.set(0, secure);
        }
        return Found.of(values(scheme, entry), surroundings.shown(file) + " [" + name + "]", used);
    }

    private static Map<String, String> values(CredentialScheme scheme, Map<String, String> entry) {
        var values = new HashMap<String, String>();
        for (var name : scheme.names()) {
            name.cloudsPaths().stream()
                    .map(entry::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(value -> values.put(name.name(), value));
        }
        return values;
    }

    private @Nullable String entry(Path file, Map<String, Map<String, String>> entries) {
        var asked = asked();
        if (asked != null && !entries.containsKey(asked)) {
            throw unknown("no cloud \"%s\" in %s; %s"
                    .formatted(asked, surroundings.shown(file), Nearest.known(asked, entries.keySet())));
        }
        if (asked != null) {
            return asked;
        }
        if (entries.containsKey(section.cloud())) {
            return section.cloud();
        }
        return entries.size() == 1 ? entries.keySet().iterator().next() : null;
    }

    private @Nullable String asked() {
        var setting = section.find(section.keyOf(ENTRY));
        return setting != null ? setting.value() : surroundings.variable("OS_CLOUD");
    }

    private ConfigException unknown(String sentence) {
        var key = section.keyOf(ENTRY);
        return key != null ? section.fault(key, sentence) : new ConfigException("OS_CLOUD: " + sentence);
    }

    private @Nullable Path file() {
        return candidates().stream().filter(Files::exists).findFirst().orElse(null);
    }

    private Path secure(Path file) {
        var named = surroundings.variable("OS_CLIENT_SECURE_FILE");
        return named != null ? surroundings.path(named) : file.resolveSibling("secure.yaml");
    }

    private List<Path> candidates() {
        var named = surroundings.variable("OS_CLIENT_CONFIG_FILE");
        if (named != null) {
            return List.of(surroundings.path(named));
        }
        var xdg = surroundings.variable("XDG_CONFIG_HOME");
        var user = xdg == null ? surroundings.home().resolve(".config") : surroundings.path(xdg);
        return Stream.of(
                        surroundings.workingDirectory(),
                        user.resolve("openstack"),
                        surroundings.systemDirectory().resolve("openstack"))
                .map(directory -> directory.resolve("clouds.yaml"))
                .toList();
    }

    private String places() {
        return candidates().stream().map(surroundings::shown).collect(Collectors.joining(", "));
    }

    @Override
    public String looked(CredentialScheme scheme, List<String> names) {
        var file = file();
        if (file == null) {
            return places();
        }
        var entries = CloudsYaml.read(file);
        var name = entry(file, entries);
        return name != null
                ? surroundings.shown(file) + " [" + name + "]"
                : "%s (has %d clouds, none called \"%s\": name one by os_cloud)"
                        .formatted(surroundings.shown(file), entries.size(), section.cloud());
    }

    @Override
    public ConfigException fault(Found found, String sentence) {
        var file = file();
        return file == null ? new ConfigException(sentence) : new ConfigException(file, null, null, sentence);
    }

    @Override
    public boolean isNamed() {
        return section.keyOf(ENTRY) != null;
    }
}

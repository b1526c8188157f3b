package org.cloudmesh.internal.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/** Reads what a mesh wants to know. */
final class SettingsReader {

    private final Snapshot snapshot;
    private final Conversion conversion;

    SettingsReader(Snapshot snapshot, Conversion conversion) {
        this.snapshot = snapshot;
        this.conversion = conversion;
    }

    MeshSettings read() {
        return new MeshSettings(
                first("profile.user", "profile.username"),
                first("default.group"),
                first("default.experiment"),
                defaultCloud(),
                first("default.name"),
                first("default.image"),
                first("default.flavor"),
                first("default.location"),
                first("default.key", "keys.default"),
                path("security.privatekey"),
                path("profile.publickey", "profile.key.public", "security.publickey"),
                refresh(),
                clouds());
    }

    private @Nullable String defaultCloud() {
        Value chosen = null;
        for (var each : placesOfDefault()) {
            var value = Lookup.findOwn(snapshot.root(), each);
            if (value == null || !value.isSet() || value instanceof Value.Section) {
                continue;
            }
            if (value instanceof Value.Items) {
                throw snapshot.fault(each, value, "one cloud is the default, and this is a list; write one name");
            }
            chosen = chosen == null ? value : better(each, chosen, value);
        }
        return chosen == null ? null : snapshot.text(KeyPath.of("default", "cloud"), chosen);
    }

    /** Where the original's descendants write the name of the default cloud. */
    private static List<KeyPath> placesOfDefault() {
        return List.of(
                KeyPath.of("default", "cloud"),
                KeyPath.of("default"),
                KeyPath.of("default.cloud"),
                KeyPath.of("cloud", "default"));
    }

    private Value better(KeyPath path, Value chosen, Value other) {
        var first = chosen.origin();
        var second = other.origin();
        boolean differ = !snapshot.text(path, chosen).equals(snapshot.text(path, other));
        if (first.rank() == second.rank() && differ) {
            throw snapshot.fault(
                    path,
                    other,
                    "the default cloud is another one in line %d; remove one of the two".formatted(first.line()));
        }
        return second.rank() < first.rank() ? other : chosen;
    }

    private List<CloudSettings> clouds() {
        var clouds = new ArrayList<CloudSettings>();
        for (var spelling : snapshot.root().children().keySet()) {
            if (Spellings.CLOUDS.contains(spelling)
                    && snapshot.root().children().get(spelling) instanceof Value.Section section) {
                section.children().forEach((name, cloud) -> {
                    if (!isNameOfDefault(Map.entry(name, cloud))) {
                        clouds.add(new CloudReader(snapshot, conversion, KeyPath.of(spelling, name), cloud).read());
                    }
                });
            }
        }
        return clouds;
    }

    private static boolean isNameOfDefault(Map.Entry<String, Value> cloud) {
        return cloud.getKey().equals("default") && cloud.getValue() instanceof Value.Text;
    }

    private @Nullable Boolean refresh() {
        for (var key : List.of("default.refresh", "refresh")) {
            var path = KeyPath.parse(key);
            var value = snapshot.value(path);
            try {
                if (value != null) {
                    return Conversion.truth(snapshot.text(path, value));
                }
            } catch (Conversion.NotThat e) {
                throw snapshot.fault(path, value, "on or off is wanted");
            }
        }
        return null;
    }

    private @Nullable Path path(String... keys) {
        var text = first(keys);
        try {
            return text == null ? null : conversion.convert(text, Path.class);
        } catch (Conversion.NotThat e) {
            throw fault(keys[0], e);
        }
    }

    private ConfigException fault(String key, Conversion.NotThat e) {
        var path = KeyPath.parse(key);
        var value = snapshot.value(path);
        return snapshot.fault(path, value == null ? snapshot.root() : value, String.valueOf(e.getMessage()));
    }

    private @Nullable String first(String... keys) {
        String found = null;
        for (var key : keys) {
            found = found == null ? snapshot.text(KeyPath.parse(key)) : found;
        }
        return found;
    }
}

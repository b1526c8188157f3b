package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of one cloud. {@code toString} shows no value.
 *
 * @param cloud its name in the mesh
 * @param path of the section, such as {@code cloudmesh.cloud.aws}
 * @param file that has the section, the most important one; null if it was given in code
 * @param line where the section begins, from 1; null if that is not known
 * @param settings by dotted key below the section, an element of a list by its number; what is blank or TBD is left out
 */
public record CloudSection(
        String cloud,
        String path,
        @Nullable Path file,
        @Nullable Integer line,
        Map<String, Setting> settings) {

    private static final String CREDENTIALS = "credentials.";

    /** Copies the settings, in their order. */
    public CloudSection {
        var set = new LinkedHashMap<>(settings);
        set.values().removeIf(each -> each.value().isBlank() || each.value().equals("TBD"));
        settings = Collections.unmodifiableMap(set);
    }

    /** Where the first of those keys is set, below {@code credentials} or beside it; null if none is. */
    @Nullable
    String keyOf(List<String> spellings) {
        for (var spelling : spellings) {
            if (settings.containsKey(CREDENTIALS + spelling)) {
                return CREDENTIALS + spelling;
            }
            // A word such as username has another meaning beside credentials than in them.
            boolean telling = spelling.indexOf('.') >= 0 || spelling.indexOf('_') >= 0;
            if (telling && settings.containsKey(spelling)) {
                return spelling;
            }
        }
        return null;
    }

    /** The list at that key, or the one text; empty if it is not set. */
    List<Setting> list(String key) {
        var found = new ArrayList<Setting>();
        var one = settings.get(key);
        if (one != null) {
            found.add(one);
        }
        for (int i = 0; settings.containsKey(key + "." + i); i++) {
            found.add(settings.get(key + "." + i));
        }
        return found;
    }

    @Nullable
    Setting find(@Nullable String key) {
        return key == null ? null : settings.get(key);
    }

    Set<String> keys() {
        return settings.keySet();
    }

    /** Of a fault in that key of this section. */
    ConfigException fault(String key, String sentence) {
        var setting = find(key);
        if (setting == null) {
            setting = find(key + ".0");
        }
        var where = setting == null ? file : setting.file();
        if (where == null) {
            return new ConfigException("cloud \"%s\": %s: %s".formatted(cloud, key, sentence));
        }
        return new ConfigException(where, setting == null ? line : setting.line(), path + "." + key, sentence);
    }

    @Override
    public String toString() {
        return "section of cloud \"%s\" with %s".formatted(cloud, settings.keySet());
    }
}

package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of one cloud. {@code toString} shows no value.
 *
 * @param cloud its name in the mesh
 * @param path of the section, such as {@code cloudmesh.cloud.aws}
 * @param file that has the section, the most important one; null if it was given in code
 * @param line where the section begins, from 1; null if that is not known
 * @param settings by dotted key below the section, an element of a list by its number; what is blank or TBD is left out,
 *     unless it is such an element
 */
public record CloudSection(
        String cloud,
        String path,
        @Nullable Path file,
        @Nullable Integer line,
        Map<String, Setting> settings) {

    private static final String CREDENTIALS = "credentials.";
    private static final Pattern ELEMENT = Pattern.compile(".*\\.\\d+");

    /** Copies the settings, in their order. */
    public CloudSection {
        var set = new LinkedHashMap<>(settings);
        set.entrySet().removeIf(each -> !ELEMENT.matcher(each.getKey()).matches() && isUnset(each.getValue()));
        settings = Collections.unmodifiableMap(set);
    }

    /** Of a file, where it is not known in which line each setting is: the section's is told. */
    public static CloudSection of(
            String cloud, Path file, int line, Map<String, String> credentials, Map<String, String> others) {
        var settings = new LinkedHashMap<String, Setting>();
        credentials.forEach((key, value) -> settings.put(CREDENTIALS + key, new Setting(value, file, line)));
        others.forEach((key, value) -> settings.put(key, new Setting(value, file, line)));
        return new CloudSection(cloud, "cloudmesh.cloud." + cloud, file, line, settings);
    }

    private static boolean isUnset(Setting setting) {
        return setting.value().isBlank() || setting.value().equals("TBD");
    }

    /** Where the first of those keys is set, below {@code credentials} or beside it; null if none is. */
    @Nullable
    String keyOf(List<String> spellings) {
        for (var spelling : spellings) {
            if (settings.containsKey(CREDENTIALS + spelling)) {
                return CREDENTIALS + spelling;
            }
            // A word such as username has another meaning beside credentials than in them.
            boolean telling = spelling.indexOf('.') >= 0 || spelling.indexOf('_') >= 0 || spelling.equals("profile");
            if (telling && settings.containsKey(spelling)) {
                return spelling;
            }
        }
        return null;
    }

    /** The elements of the list at that key; empty if there is none. */
    List<String> list(String key) {
        var found = new ArrayList<String>();
        for (var element = find(key + ".0"); element != null; element = find(key + "." + found.size())) {
            found.add(element.value());
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

package org.cloudmesh.internal.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of one cloud. Immutable; its {@code toString} shows no value.
 *
 * @param name the key it has
 * @param kind such as {@code openstack}; empty if it is not said, which is one of the faults
 * @param active whether it is to be used
 * @param label another name for it
 * @param host the site it is at
 * @param image what to boot, the default for all clouds if this one has none
 * @param flavor the size, likewise
 * @param location where; the region of the credentials before the default for all clouds
 * @param user the name to log in with
 * @param credentials by dotted key, such as {@code auth.username}, as they are to be used
 * @param options all else below the cloud, by dotted key, such as {@code default.network}
 * @param file the most important file that has it
 * @param line its line there, from 1
 * @param faults why it cannot be used, if it cannot: to be thrown by whoever uses it
 */
public record CloudSettings(
        String name,
        String kind,
        boolean active,
        @Nullable String label,
        @Nullable String host,
        @Nullable String image,
        @Nullable String flavor,
        @Nullable String location,
        @Nullable String user,
        Map<String, String> credentials,
        Map<String, String> options,
        Path file,
        int line,
        List<ConfigException> faults) {

    /** Copies the maps and the list. */
    public CloudSettings {
        credentials = Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        faults = List.copyOf(faults);
    }

    @Override
    public String toString() {
        return "CloudSettings[%s, kind=%s, active=%s, credentials=%s, options=%s, %s:%d, faults=%d]"
                .formatted(name, kind, active, credentials.keySet(), options.keySet(), file, line, faults.size());
    }
}

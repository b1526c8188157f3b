package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What a source has of a scheme. {@code toString} shows no value.
 *
 * @param values by the scheme's names
 * @param source for people
 * @param files that the values are from, whose permissions matter
 * @param command that gives the rest; null if there is none
 * @param refusal thrown if this source's set is wanted; null if it can be used
 */
record Found(
        Map<String, String> values,
        String source,
        List<Path> files,
        @Nullable TokenCommand command,
        @Nullable ConfigException refusal) {

    static Found of(Map<String, String> values, String source, List<Path> files) {
        return new Found(values, source, files, null, null);
    }

    @Override
    public String toString() {
        return values.keySet() + " from " + source;
    }
}

package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One value of a cloud's section. {@code toString} does not show it.
 *
 * @param value as it is written, interpolated
 * @param file null if it was given in code
 * @param line from 1; null if it is not known
 */
public record Setting(
        String value, @Nullable Path file, @Nullable Integer line) {

    @Override
    public String toString() {
        return "a setting" + (file == null ? "" : " in " + file + (line == null ? "" : ":" + line));
    }
}

package org.cloudmesh.spi;

import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What names are wanted. Immutable.
 *
 * @param asked the name the caller or the configuration gave; null if none
 * @param count how many names, 1 at least
 * @param variables what templates are filled with: {@code experiment}, {@code group}, {@code user}, {@code kind}
 * @param isTaken whether a machine of the mesh has that name, in any spelling the clouds would not tell apart
 * @param nextNumber draws the next number, from 1, of the named counter; nobody else gets the same
 */
public record NameRequest(
        @Nullable String asked,
        int count,
        Map<String, String> variables,
        Predicate<String> isTaken,
        ToLongFunction<String> nextNumber) {}

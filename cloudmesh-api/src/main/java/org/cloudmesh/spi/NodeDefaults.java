package org.cloudmesh.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a boot uses where neither the caller nor the configuration says. Immutable.
 *
 * @param image an id or name
 * @param flavor an id or name
 * @param location an id or name; null for the cloud's own choice
 */
public record NodeDefaults(
        @Nullable String image,
        @Nullable String flavor,
        @Nullable String location) {}

package org.cloudmesh.spi;

import org.jspecify.annotations.Nullable;

/**
 * How a remote program ended: by itself or by a signal. Immutable.
 *
 * @param status null if a signal ended it
 * @param signal without {@code SIG}; null if it ended by itself
 */
public record Exit(@Nullable Integer status, @Nullable String signal) {}

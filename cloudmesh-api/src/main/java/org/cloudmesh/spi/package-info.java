/**
 * What a provider implements: a cloud ({@link org.cloudmesh.spi.CloudProvider}), a store
 * ({@link org.cloudmesh.spi.Store}), a shell ({@link org.cloudmesh.spi.Shell}) or a way to name machines
 * ({@link org.cloudmesh.spi.NamingStrategy}). No retry, wait, cache or thread belongs here: those are written once, above.
 */
@NullMarked
package org.cloudmesh.spi;

import org.jspecify.annotations.NullMarked;

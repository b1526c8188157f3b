/**
 * A dry run is the same engine on other ports: a driver that plans, a shell that notes, a clock that skips. The store's half
 * is {@link org.cloudmesh.internal.store.OverlayStore}.
 */
@NullMarked
package org.cloudmesh.internal.dryrun;

import org.jspecify.annotations.NullMarked;

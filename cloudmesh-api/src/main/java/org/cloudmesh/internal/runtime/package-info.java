/** What every part of the engine works with: store, clock, events, and the connection to each cloud. */
@NullMarked
package org.cloudmesh.internal.runtime;

import org.jspecify.annotations.NullMarked;

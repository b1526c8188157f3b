/** Work on many things at once, on the caller's executor or our own, with one deadline. */
@NullMarked
package org.cloudmesh.internal.concurrent;

import org.jspecify.annotations.NullMarked;

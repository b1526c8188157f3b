/**
 * The store that forgets when the process ends: documents in sorted maps behind one lock. What lasts is in a module of its
 * own; both pass the same contract.
 */
@NullMarked
package org.cloudmesh.internal.store;

import org.jspecify.annotations.NullMarked;

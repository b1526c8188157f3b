/**
 * Random sequences of all that a program, a cloud and strangers can do, with faults: made from a seed, run, judged, and made
 * small when they fail. Start at {@link org.cloudmesh.testkit.sequence.Sequence}. Not exported: use the contract.
 */
@NullMarked
package org.cloudmesh.testkit.sequence;

import org.jspecify.annotations.NullMarked;

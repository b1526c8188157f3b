/**
 * A cloud in memory, on a clock that only moves when somebody waits: for tests of programs, and of the library. Faults are
 * values; every call is recorded. Start at {@link org.cloudmesh.testkit.sim.SimCloud}; other processes use one through
 * {@link org.cloudmesh.testkit.sim.SimServer}.
 */
@NullMarked
package org.cloudmesh.testkit.sim;

import org.jspecify.annotations.NullMarked;

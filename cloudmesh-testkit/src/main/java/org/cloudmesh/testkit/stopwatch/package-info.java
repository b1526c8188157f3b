/**
 * How long things take, told as the original told it: named timers, and the machine they ran on.
 */
@NullMarked
package org.cloudmesh.testkit.stopwatch;

import org.jspecify.annotations.NullMarked;

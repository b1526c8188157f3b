/** The simulated cloud keeps what every driver keeps. */
@NullMarked
package org.cloudmesh.testkit.sim;

import org.jspecify.annotations.NullMarked;

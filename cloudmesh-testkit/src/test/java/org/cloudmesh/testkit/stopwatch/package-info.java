@NullMarked
package org.cloudmesh.testkit.stopwatch;

import org.jspecify.annotations.NullMarked;

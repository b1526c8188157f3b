/** A program that works on machines of a cloud: to see how it is tested without one. */
@NullMarked
package org.cloudmesh.samples.testing;

import org.jspecify.annotations.NullMarked;

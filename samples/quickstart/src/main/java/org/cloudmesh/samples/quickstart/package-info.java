/** The main job, from the first machine to the last: what to copy from when a program begins. */
@NullMarked
package org.cloudmesh.samples.quickstart;

import org.jspecify.annotations.NullMarked;

/** Tasks on many nodes at once, recorded before and after. */
@NullMarked
package org.cloudmesh.internal.jobs;

import org.jspecify.annotations.NullMarked;

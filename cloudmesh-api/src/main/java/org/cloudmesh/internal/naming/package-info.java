/** Names for machines: what counts up, what a list of names stands for, and who has claimed which. */
@NullMarked
package org.cloudmesh.internal.naming;

import org.jspecify.annotations.NullMarked;

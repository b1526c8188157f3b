/** What is about to be asked of a cloud, written down first; and what a restart makes of it. */
@NullMarked
package org.cloudmesh.internal.journal;

import org.jspecify.annotations.NullMarked;

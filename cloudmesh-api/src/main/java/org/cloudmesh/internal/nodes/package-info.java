/** The verbs on nodes: booting, changing, waiting, and what the store knows of them. */
@NullMarked
package org.cloudmesh.internal.nodes;

import org.jspecify.annotations.NullMarked;

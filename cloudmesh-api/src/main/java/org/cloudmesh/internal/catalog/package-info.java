/** Images, flavors and locations: looked up, refreshed, searched. */
@NullMarked
package org.cloudmesh.internal.catalog;

import org.jspecify.annotations.NullMarked;

/** Text for people and for other programs: what a table, a console or a file is made of. Knows nothing of clouds. */
@NullMarked
package org.cloudmesh.internal.text;

import org.jspecify.annotations.NullMarked;

/** The whole library at once, on real ssh and real files: a mesh over LocalCloud, SQLite and sshj. */
@NullMarked
package org.cloudmesh.local;

import org.jspecify.annotations.NullMarked;

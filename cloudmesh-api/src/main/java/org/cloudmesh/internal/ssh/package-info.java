/** Access to nodes over ssh: the shell, the key pair the mesh logs in with, and the host keys it has accepted. */
@NullMarked
package org.cloudmesh.internal.ssh;

import org.jspecify.annotations.NullMarked;

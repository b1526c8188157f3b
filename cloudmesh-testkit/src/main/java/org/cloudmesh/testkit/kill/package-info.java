/**
 * Programs that die, without a process: the ports of a mesh, decorated so that they stop answering before or after one of
 * their effects. {@link org.cloudmesh.testkit.kill.KillPoint} is where to begin.
 */
@NullMarked
package org.cloudmesh.testkit.kill;

import org.jspecify.annotations.NullMarked;

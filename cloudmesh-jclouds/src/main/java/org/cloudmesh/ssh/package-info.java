/**
 * Runs programs on nodes over ssh, by sshj: one connection a node, host keys checked, remote processes ended when their
 * time is up. The wrapper that carries a program over is {@link org.cloudmesh.ssh.Invocation}; what reads its output is
 * {@link org.cloudmesh.ssh.ProgramChannel}.
 */
@NullMarked
package org.cloudmesh.ssh;

import org.jspecify.annotations.NullMarked;

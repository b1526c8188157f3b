/**
 * What the shell must keep, against real servers: OpenSSH where it is installed, and a LocalCloud's nodes, which answer
 * by Apache MINA sshd.
 */
@NullMarked
package org.cloudmesh.ssh;

import org.jspecify.annotations.NullMarked;

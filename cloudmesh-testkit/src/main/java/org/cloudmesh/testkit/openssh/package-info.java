/**
 * A real OpenSSH server on 127.0.0.1, where one is installed: what the ssh of a node is in the end tested against. The
 * machine it serves is this one, and its user the present one.
 */
@NullMarked
package org.cloudmesh.testkit.openssh;

import org.jspecify.annotations.NullMarked;

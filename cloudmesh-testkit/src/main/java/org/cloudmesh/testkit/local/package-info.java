/**
 * A cloud on this machine: each node answers ssh on 127.0.0.1 at a port of its own, and what is run there is a real
 * process in a home of its own. Start at {@link org.cloudmesh.testkit.local.LocalCloud#create}.
 */
@NullMarked
package org.cloudmesh.testkit.local;

import org.jspecify.annotations.NullMarked;

/** Tests of the cloud on this machine: the contract of drivers, and what it alone promises. */
@NullMarked
package org.cloudmesh.testkit.local;

import org.jspecify.annotations.NullMarked;

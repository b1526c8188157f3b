/** Tests of the fake OpenStack, against what a real one answered. */
@NullMarked
package org.cloudmesh.testkit.openstack;

import org.jspecify.annotations.NullMarked;

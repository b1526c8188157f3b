/**
 * An OpenStack on the loopback: Keystone, Nova, Glance and Neutron as clients see them, for tests of drivers. Start at
 * {@link org.cloudmesh.testkit.openstack.FakeOpenStack}.
 */
@NullMarked
package org.cloudmesh.testkit.openstack;

import org.jspecify.annotations.NullMarked;

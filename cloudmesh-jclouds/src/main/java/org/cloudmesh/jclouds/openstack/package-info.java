/**
 * The driver of OpenStack clouds: Keystone version 3, Nova 2.1, Glance 2 and Neutron 2.0, as their API references have them.
 */
@NullMarked
package org.cloudmesh.jclouds.openstack;

import org.jspecify.annotations.NullMarked;

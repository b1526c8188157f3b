/**
 * What the driver of OpenStack must keep: against the fake of the testkit, against recorded answers, and, where an account
 * is named, against a real cloud.
 */
@NullMarked
package org.cloudmesh.jclouds.openstack;

import org.jspecify.annotations.NullMarked;

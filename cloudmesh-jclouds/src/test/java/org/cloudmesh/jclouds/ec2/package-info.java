/** Tests of the driver of EC2: against a fake on the loopback, and against an endpoint elsewhere where one is named. */
@NullMarked
package org.cloudmesh.jclouds.ec2;

import org.jspecify.annotations.NullMarked;

/** The EC2 endpoint does what EC2 does, and no more. */
@NullMarked
package org.cloudmesh.testkit.ec2;

import org.jspecify.annotations.NullMarked;

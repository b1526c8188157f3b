/**
 * An EC2 endpoint on the loopback, for tests of what speaks to EC2: the Query API of 2016-11-15 over real HTTP, with real
 * signatures. Start at {@link org.cloudmesh.testkit.ec2.FakeEc2}.
 */
@NullMarked
package org.cloudmesh.testkit.ec2;

import org.jspecify.annotations.NullMarked;

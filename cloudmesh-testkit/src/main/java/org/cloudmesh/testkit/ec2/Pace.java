package org.cloudmesh.testkit.ec2;

import java.time.Duration;

/** How long things take. */
record Pace(Duration bootTime, Duration stopTime, Duration visibleAfter) {}

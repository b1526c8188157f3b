package org.cloudmesh.testkit.sequence;

import java.time.Duration;

/** Time passes. */
record Pass(int seconds) implements Step {

    @Override
    public String run(World world) {
        world.time().advance(Duration.ofSeconds(seconds));
        return "it is " + world.time().now();
    }
}

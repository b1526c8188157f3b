package org.cloudmesh.jclouds.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a launch says of how its instances are reached. Immutable.
 *
 * @param keyPair its name; null for nobody
 * @param groups ids of security groups
 * @param subnet its id; null for EC2's choice
 */
record Ec2Entry(
        @Nullable String keyPair,
        List<String> groups,
        @Nullable String subnet) {

    /** Copies the list. */
    Ec2Entry {
        groups = List.copyOf(groups);
    }

    Ec2Query addTo(Ec2Query launch) {
        if (keyPair != null) {
            launch.with("KeyName", keyPair);
        }
        if (subnet != null) {
            launch.with("SubnetId", subnet);
        }
        return launch.list("SecurityGroupId", groups);
    }
}

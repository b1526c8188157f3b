package org.cloudmesh.testkit.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all instances of a launch have in common. */
record Spec(
        String clientToken,
        String imageId,
        String type,
        String architecture,
        int vcpus,
        @Nullable String keyName,
        List<String> groupIds,
        String zone,
        String subnetId,
        boolean publicAddress,
        @Nullable String userData) {}

package org.cloudmesh.testkit.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance as it is, whether or not clients see it yet.
 *
 * @param region where it is
 * @param id {@code i-} and 17 hexadecimal digits
 * @param reservationId the same for all of a launch
 * @param launchIndex from 0 within its launch
 * @param clientToken that of the launch; empty if it had none
 * @param imageId what it was made from
 * @param type {@code t3.micro} …
 * @param architecture {@code x86_64} or {@code arm64}
 * @param keyName of its key pair; null if it has none
 * @param groupIds of its security groups
 * @param tags by key
 * @param state {@code pending}, {@code running}, {@code stopping}, {@code stopped}, {@code shutting-down}, {@code terminated}
 * @param launchTime when it was launched, or last started
 * @param zone its availability zone
 * @param subnetId its subnet
 * @param privateIp null once it is terminated
 * @param publicIp null unless it is running and has one
 * @param userData as the client sent it, in base64; null if it sent none
 * @param reboots how often it was told to reboot
 */
public record Ec2Instance(
        String region,
        String id,
        String reservationId,
        int launchIndex,
        String clientToken,
        String imageId,
        String type,
        String architecture,
        @Nullable String keyName,
        List<String> groupIds,
        Map<String, String> tags,
        String state,
        Instant launchTime,
        String zone,
        String subnetId,
        @Nullable String privateIp,
        @Nullable String publicIp,
        @Nullable String userData,
        int reboots) {

    /** Keeps its own copies. */
    public Ec2Instance {
        groupIds = List.copyOf(groupIds);
        tags = Map.copyOf(tags);
    }

    /** Its {@code Name} tag; empty if it has none. */
    public String name() {
        return tags.getOrDefault("Name", "");
    }

    /** Whether it exists still, stopped or not: neither terminated nor on the way there. */
    public boolean isAlive() {
        return !state.equals("terminated") && !state.equals("shutting-down");
    }

    /** Without the user data, which may hold secrets. */
    @Override
    public String toString() {
        return id + " (" + name() + "), " + state + " in " + region;
    }
}

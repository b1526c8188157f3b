package org.cloudmesh.internal.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of a mesh; null where it says nothing. Immutable.
 *
 * @param user {@code profile.user}
 * @param group {@code default.group}
 * @param experiment {@code default.experiment}
 * @param defaultCloud {@code default.cloud}
 * @param name {@code default.name}: what to call machines
 * @param image {@code default.image}: for all clouds that have none
 * @param flavor {@code default.flavor} or {@code size}, likewise
 * @param location {@code default.location} or {@code region}, likewise
 * @param key {@code default.key}: the name of the key pair at the clouds
 * @param privateKey {@code security.privatekey}
 * @param publicKey {@code profile.publickey}, else {@code security.publickey}
 * @param refresh {@code default.refresh}: whether lists ask the clouds first
 * @param clouds in the file's order, those with faults too
 */
public record MeshSettings(
        @Nullable String user,
        @Nullable String group,
        @Nullable String experiment,
        @Nullable String defaultCloud,
        @Nullable String name,
        @Nullable String image,
        @Nullable String flavor,
        @Nullable String location,
        @Nullable String key,
        @Nullable Path privateKey,
        @Nullable Path publicKey,
        @Nullable Boolean refresh,
        List<CloudSettings> clouds) {

    /** Copies the list. */
    public MeshSettings {
        clouds = List.copyOf(clouds);
    }

    @Override
    public String toString() {
        return "MeshSettings[defaultCloud=%s, clouds=%s]".formatted(defaultCloud, clouds);
    }
}

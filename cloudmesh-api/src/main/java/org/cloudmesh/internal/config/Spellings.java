package org.cloudmesh.internal.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is the same thing, though it was spelled and nested otherwise in other years. */
final class Spellings {

    static final Set<String> CLOUDS = Set.of("cloud", "clouds");

    private static final Map<String, String> IN_CLOUD = Map.of(
            "flavor", "size",
            "size", "flavor",
            "location", "region",
            "region", "location",
            "EC2_ACCESS_KEY", "EC2_ACCESS_ID",
            "EC2_ACCESS_ID", "EC2_ACCESS_KEY");
    private static final String CREDENTIALS = "credentials";
    private static final String DEFAULT = "default";

    private Spellings() {}

    /** The other spelling of one of a path's keys; null if it has none. */
    static @Nullable String other(KeyPath path, int depth) {
        var key = path.key(depth);
        if (depth == 0) {
            return key.equals("cloud") ? "clouds" : key.equals("clouds") ? "cloud" : null;
        }
        boolean varies = depth == 1 ? path.key(0).equals(DEFAULT) : CLOUDS.contains(path.key(0));
        return varies ? IN_CLOUD.get(key) : null;
    }

    /** The path, and where the same value may be instead: a cloud's credentials may stand beside an empty heading. */
    static List<KeyPath> places(KeyPath path) {
        boolean credential =
                isInCloud(path) && path.size() > 3 && path.key(2).equals(CREDENTIALS) && !Words.isOfCloud(path.key(3));
        return credential ? List.of(path, path.to(2).plus(path.from(3))) : List.of(path);
    }

    /**
     * Where a cloud's default comes from if it has none itself, the first that is set: a location from the region of its
     * credentials, anything from the default for all, as in the paper's figure 4.
     */
    static List<KeyPath> inherited(KeyPath path) {
        if (path.size() == 2 && path.key(0).equals(DEFAULT)) {
            return forAll(path.key(1));
        }
        if (!isInCloud(path) || path.size() != 4 || !path.key(2).equals(DEFAULT)) {
            return List.of();
        }
        var key = path.key(3);
        boolean location = key.equals("location") || key.equals("region");
        var regions = location ? Words.REGIONS.stream() : Stream.<String>empty();
        var credentials = path.to(2).plus(CREDENTIALS);
        return Stream.concat(regions.map(credentials::plus), forAll(key).stream())
                .toList();
    }

    static boolean isInCloud(KeyPath path) {
        return path.size() > 1 && CLOUDS.contains(path.key(0));
    }

    private static List<KeyPath> forAll(String key) {
        return Words.DEFAULTS_FOR_ALL.contains(key) ? List.of(KeyPath.of(DEFAULT, key), KeyPath.of(key)) : List.of();
    }
}

package org.cloudmesh;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What is used where the caller says nothing; null where nothing is set. Immutable.
 *
 * @param name what the next machine is called
 * @param cloud where it is booted
 * @param location the region or zone there
 * @param image what its disk starts as
 * @param flavor its size
 * @param key the key to log in with
 * @param user who works here
 * @param group the group names are made with
 * @param experiment the experiment names are made with
 * @param refresh whether every {@code list} asks the cloud first
 */
public record Defaults(
        @Nullable String name,
        @Nullable String cloud,
        @Nullable String location,
        @Nullable String image,
        @Nullable String flavor,
        @Nullable String key,
        @Nullable String user,
        @Nullable String group,
        @Nullable String experiment,
        boolean refresh) {

    /** Made by the library. */
    @Unstable
    public Defaults {}

    /** All that is set, in a line: {@code name web1, cloud aws, refresh off}. */
    @Override
    public String toString() {
        var set = new ArrayList<String>();
        add(set, "name", name);
        add(set, "cloud", cloud);
        add(set, "location", location);
        add(set, "image", image);
        add(set, "flavor", flavor);
        add(set, "key", key);
        add(set, "user", user);
        add(set, "group", group);
        add(set, "experiment", experiment);
        add(set, "refresh", refresh ? "on" : "off");
        return String.join(", ", set);
    }

    private static void add(ArrayList<String> set, String what, @Nullable String value) {
        if (value != null) {
            set.add(what + " " + value);
        }
    }
}

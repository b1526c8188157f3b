package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** What a cloud of the mesh can be told: the defaults of its boots. Not thread-safe; used once. */
public final class CloudOptions {

    private @Nullable String image;
    private @Nullable String flavor;
    private @Nullable String location;
    private boolean active = true;

    /** Made by the library. */
    @Unstable
    public CloudOptions() {}

    /** The default image, by id or name. */
    public CloudOptions image(String idOrName) {
        image = idOrName;
        return this;
    }

    /** The default flavor, by id or name. */
    public CloudOptions flavor(String idOrName) {
        flavor = idOrName;
        return this;
    }

    /** The default location, by id or name. */
    public CloudOptions location(String idOrName) {
        location = idOrName;
        return this;
    }

    /** Whether it is active until the store is told otherwise; it is, unless said otherwise. */
    public CloudOptions active(boolean value) {
        active = value;
        return this;
    }

    /** The default image; null for the cloud's own. */
    public @Nullable String image() {
        return image;
    }

    /** The default flavor; null for the cloud's own. */
    public @Nullable String flavor() {
        return flavor;
    }

    /** The default location; null for the cloud's own choice. */
    public @Nullable String location() {
        return location;
    }

    /** Whether it is active until the store is told otherwise. */
    public boolean active() {
        return active;
    }
}

package org.cloudmesh.spi;

import org.cloudmesh.Location;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Location}. Not thread-safe. */
public final class LocationBuilder {

    private final String cloud;
    private final String id;
    private final String name;
    private @Nullable String country;
    private @Nullable String region;
    private String raw = "{}";

    /** Begins with what each must have. */
    public LocationBuilder(String cloud, String id, String name) {
        this.cloud = cloud;
        this.id = id;
        this.name = name;
    }

    /** Where it is known. */
    public LocationBuilder country(@Nullable String value) {
        this.country = value;
        return this;
    }

    /** The region it belongs to. */
    public LocationBuilder region(@Nullable String value) {
        this.region = value;
        return this;
    }

    /** The cloud's own record as JSON, without secrets. */
    public LocationBuilder raw(String value) {
        this.raw = value;
        return this;
    }

    /** The finished record. */
    public Location build() {
        return new Location(cloud, id, name, country, region, raw);
    }
}

package org.cloudmesh.spi;

import org.cloudmesh.Image;
import org.jspecify.annotations.Nullable;

/** Makes an {@link Image}. Not thread-safe. */
public final class ImageBuilder {

    private final String cloud;
    private final String id;
    private final String name;
    private @Nullable String architecture;
    private @Nullable String owner;
    private @Nullable String loginUser;
    private String raw = "{}";

    /** Begins with what each must have. */
    public ImageBuilder(String cloud, String id, String name) {
        this.cloud = cloud;
        this.id = id;
        this.name = name;
    }

    /** Such as {@code x86_64}. */
    public ImageBuilder architecture(@Nullable String value) {
        this.architecture = value;
        return this;
    }

    /** The account it belongs to. */
    public ImageBuilder owner(@Nullable String value) {
        this.owner = value;
        return this;
    }

    /** Who to log in as. */
    public ImageBuilder loginUser(@Nullable String value) {
        this.loginUser = value;
        return this;
    }

    /** The cloud's own record as JSON, without secrets. */
    public ImageBuilder raw(String value) {
        this.raw = value;
        return this;
    }

    /** The finished record. */
    public Image build() {
        return new Image(cloud, id, name, architecture, owner, loginUser, raw);
    }
}

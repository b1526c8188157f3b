package org.cloudmesh;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a boot can be told; all of it has a default. Not thread-safe; used once. */
public final class BootOptions extends CallOptions<BootOptions> {

    private @Nullable Integer atLeast;
    private @Nullable String name;
    private @Nullable String image;
    private @Nullable String flavor;
    private @Nullable String location;
    private @Nullable String userData;
    private final Map<String, String> labels = new LinkedHashMap<>();

    /** Made by the library. */
    @Unstable
    public BootOptions() {
        super(DEFAULT_TIMEOUT);
    }

    @Override
    BootOptions self() {
        return this;
    }

    /**
     * How many must be made for the boot to return rather than throw; all, unless said otherwise.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public BootOptions atLeast(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("at least how many? 0 or more, not " + count);
        }
        atLeast = count;
        return this;
    }

    /** What to call them: a name, counted up at its end if it is taken, or a host list such as {@code web[01-05]}. */
    public BootOptions name(String value) {
        name = value;
        return this;
    }

    /** The image, by id or name. */
    public BootOptions image(String idOrName) {
        image = idOrName;
        return this;
    }

    /** The image. */
    public BootOptions image(Image value) {
        return image(value.id());
    }

    /** The flavor, by id or name. */
    public BootOptions flavor(String idOrName) {
        flavor = idOrName;
        return this;
    }

    /** The flavor. */
    public BootOptions flavor(Flavor value) {
        return flavor(value.id());
    }

    /** Where, by id or name; the cloud's own choice unless said otherwise. */
    public BootOptions location(String idOrName) {
        location = idOrName;
        return this;
    }

    /** Where. */
    public BootOptions location(Location value) {
        return location(value.id());
    }

    /**
     * Writes a label on each; a second one of that key replaces the first.
     *
     * @throws IllegalArgumentException if the key is empty, or begins with {@code cloudmesh-}, which is the library's own
     */
    public BootOptions label(String key, String value) {
        if (key.isBlank() || key.startsWith("cloudmesh-")) {
            throw new IllegalArgumentException(
                    "a label's key is not empty and does not begin with cloudmesh-, so not \"%s\"".formatted(key));
        }
        labels.put(key, value);
        return this;
    }

    /** Handed to each machine when it first comes up. May hold secrets: it is neither stored nor logged. */
    public BootOptions userData(String value) {
        userData = value;
        return this;
    }

    /** How many must be made; null for all. */
    public @Nullable Integer atLeast() {
        return atLeast;
    }

    /** What to call them; null for the mesh's own names. */
    public @Nullable String name() {
        return name;
    }

    /** The image's id or name; null for the default. */
    public @Nullable String image() {
        return image;
    }

    /** The flavor's id or name; null for the default. */
    public @Nullable String flavor() {
        return flavor;
    }

    /** The location's id or name; null for the default. */
    public @Nullable String location() {
        return location;
    }

    /** The labels, in the order they were given. */
    public Map<String, String> labels() {
        return Map.copyOf(labels);
    }

    /** What each machine is handed; null for nothing. */
    public @Nullable String userData() {
        return userData;
    }
}

package org.cloudmesh;

import java.util.LinkedHashMap;
import java.util.List;
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
    private @Nullable String keyPair;
    private List<String> securityGroups = List.of();
    private List<String> networks = List.of();
    private boolean isPrivate;
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

    /**
     * Lets those log in who hold this key pair, which the account has: instead of the mesh's own pair, which is made and
     * imported when it is first needed. {@link MeshOptions#privateKey} says where its private half is.
     */
    public BootOptions keyPair(String name) {
        keyPair = name;
        return this;
    }

    /** Exactly these security groups, by id or name: instead of the mesh's own, which lets ssh in. */
    public BootOptions securityGroups(String... idsOrNames) {
        securityGroups = List.of(idsOrNames);
        return this;
    }

    /** Exactly these networks, or at EC2 this subnet, by id or name: instead of the cloud's choice. */
    public BootOptions networks(String... idsOrNames) {
        networks = List.of(idsOrNames);
        return this;
    }

    /** A private address is enough: no public one is allocated, and the machine is reached by its private one. */
    public BootOptions privateAddress() {
        isPrivate = true;
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

    /** The key pair of the account to log in with; null for the mesh's own. */
    public @Nullable String keyPair() {
        return keyPair;
    }

    /** The security groups; empty for the mesh's own. */
    public List<String> securityGroups() {
        return securityGroups;
    }

    /** The networks; empty for the cloud's choice. */
    public List<String> networks() {
        return networks;
    }

    /** Whether a private address is enough. */
    public boolean isPrivate() {
        return isPrivate;
    }
}

package org.cloudmesh.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;

/**
 * One account at one cloud: blocking, without cache, retry, waiting or threads of its own, each written once above it.
 * Thread-safe. Connects at the first call that needs it.
 */
public interface CloudDriver extends AutoCloseable {

    /** What the cloud can do. Constant; no request. */
    Set<Feature> features();

    /** What it promises about a create whose answer was lost. Constant; no request. */
    CreateGuarantee createGuarantee();

    /** Its machines. */
    NodeDriver nodes();

    /** Its images. */
    CatalogDriver<Image> images();

    /** Its flavors. */
    CatalogDriver<Flavor> flavors();

    /** Its locations. */
    CatalogDriver<Location> locations();

    /** What a boot uses where nobody says. No request. */
    default NodeDefaults defaults() {
        return new NodeDefaults(null, null, null);
    }

    /** The form the cloud gives a name, where it takes no capitals, say. No request. */
    default String nodeName(String name) {
        return name;
    }

    /** Whether a machine costs money, so that a store that forgets is refused. No request. */
    default boolean isBilled() {
        return true;
    }

    /** How long to wait between two looks at the same nodes. No request. */
    default Duration pollInterval() {
        return Duration.ofSeconds(2);
    }

    /** How long after a create the cloud may not list it yet. No request. */
    default Duration settleTime() {
        return Duration.ofSeconds(60);
    }

    /**
     * Gives back what this driver made so that the nodes of that mesh could be reached: the addresses of those that are gone;
     * if none is left, its key pairs and security groups too. What is still in use stays; what is gone already is no error.
     * May be asked twice.
     *
     * @param mesh the {@linkplain Access#mesh id} it was made under; nothing of another one is touched
     * @param gone the ids of nodes that are being destroyed, or are gone
     * @param isLast whether the mesh has no other node here
     * @return whether nothing of what was to be given back stayed, so that nobody need ask again
     */
    default boolean giveBack(String mesh, Collection<String> gone, boolean isLast, Deadline deadline) {
        return true;
    }

    /** The native handle of that type, if this driver has one. */
    default <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Gives up connections and threads; machines go on. A second call does nothing. */
    @Override
    void close();
}

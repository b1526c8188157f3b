package org.cloudmesh;

import java.util.Set;

/** One account at one cloud. Thread-safe. Connects at the first call that needs it. */
public interface Cloud {

    /** What the mesh calls it. */
    String name();

    /** What kind of cloud it is, such as {@code openstack}. */
    String kind();

    /** What it can do. No request. */
    Set<Feature> features();

    /** Whether it is used: an inactive cloud is left out of all that goes over the mesh, and boots nothing. */
    boolean isActive();

    /** Uses it again; the store remembers. */
    void activate();

    /** Leaves it out from now on; the store remembers. Its machines go on. */
    void deactivate();

    /** Its machines. */
    Nodes nodes();

    /** Its images. */
    Catalog<Image> images();

    /** Its flavors. */
    Flavors flavors();

    /** Its locations. */
    Catalog<Location> locations();

    /**
     * The native handle behind it, such as a jclouds context, for what this library does not offer.
     *
     * @throws IllegalArgumentException if there is none of that type
     */
    <T> T unwrap(Class<T> type);
}

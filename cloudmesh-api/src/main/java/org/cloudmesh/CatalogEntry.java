package org.cloudmesh;

/** What the entries of every {@link Catalog} have in common. Immutable. */
public sealed interface CatalogEntry permits Image, Flavor, Location {

    /** The cloud's name in the mesh. */
    String cloud();

    /** The cloud's own id. */
    String id();

    /** What a person would type. */
    String name();

    /** The cloud's own record of it as JSON, unchanged but for secrets. */
    String raw();
}

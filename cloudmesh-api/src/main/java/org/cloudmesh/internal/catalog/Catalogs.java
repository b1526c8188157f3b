package org.cloudmesh.internal.catalog;

import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.MeshRuntime;

/** The catalogs of one cloud. Immutable, thread-safe. */
public final class Catalogs {

    private final MeshRuntime mesh;
    private final CloudConnection cloud;

    /** Of that cloud. */
    public Catalogs(MeshRuntime mesh, CloudConnection cloud) {
        this.mesh = mesh;
        this.cloud = cloud;
    }

    /** Its images. */
    public CloudCatalog<Image> images() {
        return new CloudCatalog<>(
                mesh, cloud, EntryCodec.IMAGES, () -> cloud.driver().images());
    }

    /** Its flavors. */
    public CloudFlavors flavors() {
        return new CloudFlavors(mesh, cloud);
    }

    /** Its locations. */
    public CloudCatalog<Location> locations() {
        return new CloudCatalog<>(
                mesh, cloud, EntryCodec.LOCATIONS, () -> cloud.driver().locations());
    }
}

package org.cloudmesh;

/** The cloud cannot do this, and says so before any request is sent. */
public class UnsupportedFeatureException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final String cloud;
    private final Feature feature;

    /** Made by the library and by providers. */
    public UnsupportedFeatureException(String cloud, Feature feature) {
        super("cloud \"%s\" has no %s; nothing was sent".formatted(cloud, feature));
        this.cloud = cloud;
        this.feature = feature;
    }

    /** The cloud's name in the mesh. */
    public String cloud() {
        return cloud;
    }

    /** What it cannot do. */
    public Feature feature() {
        return feature;
    }
}

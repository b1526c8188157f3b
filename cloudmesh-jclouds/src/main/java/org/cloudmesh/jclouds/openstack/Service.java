package org.cloudmesh.jclouds.openstack;

import java.util.regex.Pattern;

/** A service of the catalog, and the version of it that is spoken. */
enum Service {
    /** Nova. */
    COMPUTE("compute", "/v2.1", "/v2(\\.\\d+)?(/[^/]+)?$"),
    /** Glance. */
    IMAGE("image", "/v2", "/v2(\\.\\d+)?$"),
    /** Neutron. */
    NETWORK("network", "/v2.0", "/v2\\.0$");

    private final String type;
    private final String version;
    private final Pattern versioned;

    Service(String type, String version, String versioned) {
        this.type = type;
        this.version = version;
        this.versioned = Pattern.compile(versioned);
    }

    /** As the catalog calls it. */
    String type() {
        return type;
    }

    /** The address from the catalog with the version behind it: some clouds list it so, some do not. */
    String base(String url) {
        var plain = url.replaceFirst("/+$", "");
        return versioned.matcher(plain).find() ? plain : plain.replaceFirst("/v\\d+(\\.\\d+)?$", "") + version;
    }
}

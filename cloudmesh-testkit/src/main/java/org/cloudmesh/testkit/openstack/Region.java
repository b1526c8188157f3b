package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** All there is in a region. */
final class Region {

    static final String ZONE = "nova";

    private final World world;
    private final String name;
    private final Rows flavors = new Rows();
    private final Rows images = new Rows();
    private final Rows keyPairs = new Rows();
    private final Servers servers = new Servers(this);
    private final Networking network = new Networking(this);
    private int quota;

    Region(World world, String name) {
        this.world = world;
        this.name = name;
        quota = world.options.quota;
    }

    World world() {
        return world;
    }

    String name() {
        return name;
    }

    String prefix() {
        return world.prefix(name);
    }

    String url(String path) {
        return world.url(prefix() + path);
    }

    int pageSize() {
        return world.options.pageSize;
    }

    int quota() {
        return quota;
    }

    void quota(int value) {
        quota = value;
    }

    Rows flavors() {
        return flavors;
    }

    /** That flavor; an empty object if it is gone. */
    ObjectNode flavor(String id) {
        var flavor = flavors.find(id);
        return flavor == null ? Json.object() : flavor;
    }

    Rows images() {
        return images;
    }

    Rows keyPairs() {
        return keyPairs;
    }

    Servers servers() {
        return servers;
    }

    Networking network() {
        return network;
    }
}

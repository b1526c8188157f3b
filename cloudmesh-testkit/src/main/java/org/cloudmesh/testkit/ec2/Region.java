package org.cloudmesh.testkit.ec2;

import java.time.Instant;
import java.util.List;
import org.cloudmesh.spi.Time;

/** What there is in a region. Guarded by the account's lock. */
final class Region {

    /** The account of everybody who may ask; it is the one of Amazon's documentation. */
    static final String ACCOUNT = "123456789012";

    private final String name;
    private final List<String> all;
    private final Time time;
    private final Ids ids;
    private final Tags tags = new Tags();
    private final Images images;
    private final Network network;
    private final Groups groups;
    private final KeyPairs keyPairs = new KeyPairs();
    private final Fleet fleet;
    private final int pageSize;

    Region(String name, Ec2Options options) {
        this.name = name;
        all = options.regions();
        time = options.time();
        ids = new Ids(name);
        images = new Images(name, options.images());
        network = new Network(name, ids);
        groups = new Groups(ids);
        fleet = new Fleet(options);
        pageSize = options.pageSize();
    }

    String name() {
        return name;
    }

    List<String> allNames() {
        return all;
    }

    Instant now() {
        return time.now();
    }

    Ids ids() {
        return ids;
    }

    Tags tags() {
        return tags;
    }

    Images images() {
        return images;
    }

    Network network() {
        return network;
    }

    Groups groups() {
        return groups;
    }

    KeyPairs keyPairs() {
        return keyPairs;
    }

    Fleet fleet() {
        return fleet;
    }

    int pageSize() {
        return pageSize;
    }

    Ec2Instance facts(Machine machine) {
        return machine.facts(name, tags.of(machine.id()), now());
    }
}

package org.cloudmesh.testkit.ec2;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** All regions, under one lock: requests happen one after the other, as if there were only one machine at Amazon's. */
final class Account {

    private final Map<String, Region> regions = new LinkedHashMap<>();

    Account(Ec2Options options) {
        options.regions().forEach(name -> regions.put(name, new Region(name, options)));
    }

    synchronized Consumer<Xml> run(String region, Operation operation, Params params) {
        return operation.run(region(region), params);
    }

    synchronized <T> T look(Function<Iterable<Region>, T> look) {
        return look.apply(regions.values());
    }

    synchronized <T> T in(String name, Function<Region, T> work) {
        return work.apply(region(name));
    }

    private Region region(String name) {
        var region = regions.get(name);
        if (region == null) {
            throw new IllegalArgumentException("there is no region " + name + "; there are " + regions.keySet());
        }
        return region;
    }
}

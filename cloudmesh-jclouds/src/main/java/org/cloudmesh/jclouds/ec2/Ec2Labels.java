package org.cloudmesh.jclouds.ec2;

import java.util.TreeMap;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.NewNode;

/** What EC2 lets one write on an instance. Sources: "Tag your Amazon EC2 resources", and "Tag" in its API reference. */
final class Ec2Labels {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 127;
    private static final int LONGEST_VALUE = 256;
    private static final String RESERVED = "aws:";

    private Ec2Labels() {}

    /**
     * Refuses what could be launched, but not labelled afterwards.
     *
     * @throws ConfigException if a label is none, or there are too many
     */
    static void check(String cloud, CreateRequest request) {
        request.nodes().forEach(node -> check(cloud, node));
    }

    private static void check(String cloud, NewNode node) {
        var tags = new TreeMap<>(node.labels());
        tags.put(Ec2Records.NAME, node.name());
        if (tags.size() > MOST) {
            throw new ConfigException(
                    "a machine of cloud \"%s\" carries %d tags at most, and %s would have %d with its name and what finds it again; give it fewer labels"
                            .formatted(cloud, MOST, node.name(), tags.size()));
        }
        tags.forEach((key, value) -> {
            if (key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE || key.startsWith(RESERVED)) {
                throw new ConfigException(
                        "cloud \"%s\" takes no label \"%s\": a key has %d characters at most and does not begin with %s, a value has %d"
                                .formatted(cloud, key, LONGEST_KEY, RESERVED, LONGEST_VALUE));
            }
        });
    }
}

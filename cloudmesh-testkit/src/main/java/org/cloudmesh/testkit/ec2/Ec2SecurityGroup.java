package org.cloudmesh.testkit.ec2;

import java.util.List;
import java.util.Map;

/**
 * A security group of the default VPC.
 *
 * @param region where it is
 * @param id {@code sg-} and 17 hexadecimal digits
 * @param name unique in its VPC
 * @param description what it says about itself
 * @param tags by key
 * @param rules for what comes in: {@code tcp 22-22 from 0.0.0.0/0}
 */
public record Ec2SecurityGroup(
        String region, String id, String name, String description, Map<String, String> tags, List<String> rules) {

    /** Keeps its own copies. */
    public Ec2SecurityGroup {
        tags = Map.copyOf(tags);
        rules = List.copyOf(rules);
    }
}

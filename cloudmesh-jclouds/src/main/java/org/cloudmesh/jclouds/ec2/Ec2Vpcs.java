package org.cloudmesh.jclouds.ec2;

import java.util.List;
import org.cloudmesh.spi.Deadline;

/** Where a machine is launched for which no network is named. Thread-safe. */
final class Ec2Vpcs {

    private final Ec2Api api;

    Ec2Vpcs(Ec2Api api) {
        this.api = api;
    }

    /** The id of the default VPC; empty if there is none. */
    String usual(Deadline deadline) {
        var query = new Ec2Query("DescribeVpcs").filter("is-default", List.of("true"));
        return api.all(query, "vpcSet", deadline).stream()
                .map(vpc -> vpc.path("vpcId").asText())
                .findFirst()
                .orElse("");
    }
}

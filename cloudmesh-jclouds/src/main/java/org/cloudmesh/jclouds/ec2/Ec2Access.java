package org.cloudmesh.jclouds.ec2;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** Makes sure, once, that who boots may log in: a key pair, a security group, a subnet. Thread-safe. */
final class Ec2Access {

    private static final Pattern MISSING = Pattern.compile("Invalid(KeyPair|Group|GroupId|SecurityGroupID)\\.NotFound");

    private final Ec2KeyPairs keyPairs;
    private final Ec2Groups groups;
    private final Ec2Subnets subnets;
    private final Ec2Vpcs vpcs;

    Ec2Access(String cloud, Ec2Api api, Ec2Account account) {
        keyPairs = new Ec2KeyPairs(api);
        vpcs = new Ec2Vpcs(api);
        groups = new Ec2Groups(cloud, api, account, vpcs);
        subnets = new Ec2Subnets(cloud, api);
    }

    /** What was named is used as it is; the rest is made. */
    Ec2Entry of(Access access, Deadline deadline) {
        var subnet = subnets.find(access.networks(), deadline);
        var group = access.securityGroups().isEmpty()
                ? groups.own(access.mesh(), subnet == null ? "" : subnets.vpc(subnet, deadline), deadline)
                : groups.named(access.securityGroups(), vpc(subnet, deadline), deadline);
        return new Ec2Entry(keyPairs.of(access, deadline), group, subnet);
    }

    /** Where several have a name, the one of the network's VPC is meant; of the usual one, if no network is named. */
    private Supplier<String> vpc(@Nullable String subnet, Deadline deadline) {
        return () -> subnet == null ? vpcs.usual(deadline) : subnets.vpc(subnet, deadline);
    }

    /** Forgets what was made, if a launch was refused for lack of it; whether there is hope that it can be made again. */
    boolean forget(Access access, Ec2Refused refused) {
        if (!MISSING.matcher(refused.error().code()).matches()) {
            return false;
        }
        // Who gave back the one gave back the other.
        boolean hadKeyPair = keyPairs.forget(access);
        boolean hadGroup = groups.forget(access);
        return hadKeyPair || hadGroup;
    }

    /** What was made for that mesh; what is in use stays. Whether nothing did. */
    boolean giveBack(String mesh, Deadline deadline) {
        keyPairs.giveBack(mesh, deadline);
        return groups.giveBack(mesh, deadline);
    }
}

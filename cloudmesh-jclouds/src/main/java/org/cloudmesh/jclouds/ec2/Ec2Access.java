package org.cloudmesh.jclouds.ec2;

import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.Deadline;

/** Makes sure, once, that who boots may log in: a key pair, a security group, a subnet. Thread-safe. */
final class Ec2Access {

    private final Ec2KeyPairs keyPairs;
    private final Ec2Groups groups;
    private final Ec2Subnets subnets;

    Ec2Access(String cloud, Ec2Api api, Ec2Account account) {
        keyPairs = new Ec2KeyPairs(api);
        groups = new Ec2Groups(cloud, api, account);
        subnets = new Ec2Subnets(cloud, api);
    }

    /** What was named is used as it is; the rest is made. */
    Ec2Entry of(Access access, Deadline deadline) {
        var subnet = subnets.find(access.networks(), deadline);
        var group = access.securityGroups().isEmpty()
                ? groups.own(access.mesh(), subnet == null ? "" : subnets.vpc(subnet, deadline), deadline)
                : groups.named(access.securityGroups(), deadline);
        return new Ec2Entry(keyPairs.of(access, deadline), group, subnet);
    }

    /** Forgets what a launch was refused for; whether there is hope that it can be made again. */
    boolean forget(Access access, Ec2Refused refused) {
        if (refused.isA("InvalidKeyPair.NotFound")) {
            return keyPairs.forget(access);
        }
        return refused.error().code().matches("Invalid(Group|SecurityGroupID|GroupId)\\.NotFound")
                && groups.forget(access);
    }

    /** What was made for that mesh; what is in use stays. */
    void giveBack(String mesh, Deadline deadline) {
        keyPairs.giveBack(mesh, deadline);
        groups.giveBack(mesh, deadline);
    }
}

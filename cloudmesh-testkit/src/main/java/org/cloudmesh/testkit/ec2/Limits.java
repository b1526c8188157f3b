package org.cloudmesh.testkit.ec2;

import java.time.Instant;

/** Whether there is room for more. Documented: "Error codes for the Amazon EC2 API", and the sentences EC2 is known for. */
final class Limits {

    private static final int SERVER_ERROR = 500;

    private Limits() {}

    /** How many of at most so many can be had; refused where that is less than the least. */
    static int granted(Fleet fleet, Spec spec, int least, int most, Instant now) {
        int byQuota = fleet.roomByQuota(now);
        if (byQuota < least) {
            throw new Ec2Error(
                    "InstanceLimitExceeded",
                    "Your quota allows for " + byQuota + " more running instance(s). You requested at least " + least);
        }
        int byVcpus = fleet.roomByVcpus(now, spec.vcpus());
        if (byVcpus < least) {
            throw new Ec2Error(
                    "VcpuLimitExceeded",
                    "You have requested more vCPU capacity than your current vCPU limit of " + fleet.maxVcpus()
                            + " allows for the instance bucket that the specified instance type belongs to. Please"
                            + " visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this"
                            + " limit.");
        }
        int byCapacity = fleet.roomByCapacity(now);
        if (byCapacity < least) {
            throw new Ec2Error(
                    SERVER_ERROR,
                    "InsufficientInstanceCapacity",
                    "We currently do not have sufficient " + spec.type()
                            + " capacity in the Availability Zone you requested (" + spec.zone()
                            + "). Our system will be working on provisioning additional capacity.");
        }
        return Math.min(Math.min(byQuota, byVcpus), Math.min(byCapacity, most));
    }
}

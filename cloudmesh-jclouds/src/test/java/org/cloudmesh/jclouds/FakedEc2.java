package org.cloudmesh.jclouds;

import java.util.List;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.ec2.Ec2Instance;
import org.cloudmesh.testkit.ec2.Ec2Options;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.cloudmesh.testkit.http.HttpFault;

/** EC2. */
record FakedEc2(FakeEc2 ec2) implements FakedCloud {

    FakedEc2(Time time) {
        this(FakeEc2.start(o -> o.time(time)));
    }

    @Override
    public String section() {
        return """
                cm: {kind: aws}
                endpoint: %s
                requests_per_second: 100000
                default: {image: %s, flavor: t3.micro}
                credentials: {region: us-east-1, EC2_ACCESS_ID: %s, EC2_SECRET_KEY: %s}
                """.formatted(
                        ec2.endpoint(),
                        ec2.images().stream()
                                .filter(image -> image.architecture().equals("x86_64"))
                                .findFirst()
                                .orElseThrow()
                                .id(),
                        Ec2Options.ACCESS_KEY,
                        Ec2Options.SECRET_KEY);
    }

    @Override
    public List<Machine> machines() {
        return ec2.instances().stream()
                .filter(Ec2Instance::isAlive)
                .map(instance -> new Machine(instance.id(), instance.tags()))
                .toList();
    }

    @Override
    public String create() {
        return "RunInstances";
    }

    @Override
    public void inject(HttpFault fault) {
        ec2.inject(fault);
    }

    @Override
    public void clearFaults() {
        ec2.clearFaults();
    }

    @Override
    public void close() {
        ec2.close();
    }
}

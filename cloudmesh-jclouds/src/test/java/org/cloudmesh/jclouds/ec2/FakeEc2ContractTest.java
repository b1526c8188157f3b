package org.cloudmesh.jclouds.ec2;

import java.util.Set;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.testkit.contract.CloudDriverContract;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FakeEc2ContractTest extends CloudDriverContract {

    private static FakeEc2 ec2;

    @BeforeAll
    static void start() {
        ec2 = FakeEc2.start();
    }

    @AfterAll
    static void stop() {
        ec2.close();
    }

    @Override
    protected CloudProvider provider() {
        return Configured.at(ec2);
    }

    @Override
    protected String image() {
        return Configured.x86(ec2);
    }

    @Override
    protected String unknownId() {
        return "i-0123456789abcdef0";
    }

    @Override
    protected boolean refusesNeedlessVerbs() {
        return false;
    }

    @Override
    protected Set<String> sharedThreads() {
        return Configured.SHARED_THREADS;
    }
}

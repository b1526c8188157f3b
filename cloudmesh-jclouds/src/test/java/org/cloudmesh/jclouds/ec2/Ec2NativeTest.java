package org.cloudmesh.jclouds.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.cloudmesh.Request;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.jclouds.aws.ec2.AWSEC2Api;
import org.jclouds.compute.ComputeService;
import org.jclouds.compute.ComputeServiceContext;
import org.jclouds.compute.domain.ComputeMetadata;
import org.junit.jupiter.api.Test;

class Ec2NativeTest {

    @Test
    void handsOutTheComputeServiceOfTheSameEndpoint() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2)) {
            var id = ec2.putInstance("us-east-1", Map.of("Name", "web")).id();

            var service = driver.unwrap(ComputeService.class).orElseThrow();

            assertThat(service.listNodes())
                    .extracting(ComputeMetadata::getProviderId)
                    .containsExactly(id);
        }
    }

    @Test
    void handsOutTheContextAndTheApi() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2)) {
            var api = driver.unwrap(AWSEC2Api.class).orElseThrow();

            assertThat(api.getConfiguredRegions()).containsExactly("us-east-1");
            assertThat(driver.unwrap(ComputeServiceContext.class)).isPresent();
            assertThat(ec2.requests()).isEmpty();
        }
    }

    @Test
    void handsOutNothingElse() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2)) {
            assertThat(driver.unwrap(Runnable.class)).isEmpty();
            assertThat(driver.unwrap(CloudDriver.class)).contains(driver);
        }
    }

    @Test
    void leavesNoThreadThatKeepsTheProgramFromEnding() throws InterruptedException {
        try (var ec2 = FakeEc2.start()) {
            var before = users();
            var driver = connect(ec2);
            driver.unwrap(ComputeService.class).orElseThrow().listNodes();

            driver.close();

            var left = users();
            left.removeAll(before);
            for (var thread : left) {
                thread.join(5000);
            }
            assertThat(left).noneMatch(Thread::isAlive);
        }
    }

    private static Set<Thread> users() {
        var threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(Thread::isDaemon);
        return threads;
    }

    private static CloudDriver connect(FakeEc2 ec2) {
        var told = new ConcurrentLinkedQueue<Request>();
        return Configured.at(ec2).connect(new CloudContext("aws", Path.of("unused"), Time.system(), told::add));
    }
}

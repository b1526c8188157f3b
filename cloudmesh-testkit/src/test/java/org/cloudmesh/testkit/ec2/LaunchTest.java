package org.cloudmesh.testkit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaunchTest {

    private final Ec2Rig rig = new Ec2Rig(o -> o.bootTime(Duration.ofSeconds(30)));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void launchesAReservationWhoseInstancesAreNumbered() {
        var answer = rig.run(
                3,
                3,
                "TagSpecification.1.ResourceType",
                "instance",
                "TagSpecification.1.Tag.1.Key",
                "Name",
                "TagSpecification.1.Tag.1.Value",
                "a <b> & \"c\"");

        assertThat(answer.all("reservationId")).hasSize(1);
        assertThat(answer.all("amiLaunchIndex")).containsExactly("0", "1", "2");
        assertThat(answer.body()).contains("<value>a &lt;b&gt; &amp; &quot;c&quot;</value>");
        assertThat(rig.ec2.instances()).hasSize(3).allSatisfy(one -> {
            assertThat(one.name()).isEqualTo("a <b> & \"c\"");
            assertThat(one.state()).isEqualTo("pending");
            assertThat(one.publicIp()).isNull();
            assertThat(one.privateIp()).startsWith("172.31.0.");
        });
        assertThat(rig.ec2.instances()).extracting(Ec2Instance::id).doesNotHaveDuplicates();
    }

    @Test
    void runsAfterItsBootTime() {
        rig.launch(1);

        rig.time.advance(Duration.ofSeconds(30));

        var running = rig.client.ask("DescribeInstances");
        assertThat(running.body()).contains("<instanceState><code>16</code><name>running</name></instanceState>");
        assertThat(running.all("ipAddress")).hasSize(1);
        assertThat(running.one("dnsName")).startsWith("ec2-54-").endsWith(".compute-1.amazonaws.com");
    }

    @Test
    void answersAReplayWithTheInstancesThatAreThere() {
        var first = rig.run(2, 2, "ClientToken", "t");
        rig.time.advance(Duration.ofMinutes(1));

        var second = rig.run(2, 2, "ClientToken", "t");

        assertThat(second.all("instanceId")).isEqualTo(first.all("instanceId"));
        assertThat(second.body()).contains("<name>running</name>");
        assertThat(rig.ec2.instances())
                .hasSize(2)
                .allMatch(one -> one.clientToken().equals("t"));
    }

    @Test
    void answersReplaysAtTheSameTimeWithTheSameInstances() {
        var asked = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> rig.run(2, 2, "ClientToken", "t")))
                .toList();

        Set<List<String>> answers =
                asked.stream().map(one -> one.join().all("instanceId")).collect(Collectors.toSet());

        assertThat(answers).hasSize(1);
        assertThat(rig.ec2.instances()).hasSize(2);
    }

    @Test
    void refusesATokenForSomethingElse() {
        rig.run(2, 2, "ClientToken", "t");

        var refused = rig.run(2, 3, "ClientToken", "t");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("IdempotentParameterMismatch");
        assertThat(rig.ec2.instances()).hasSize(2);
    }

    @Test
    void remembersNoTokenOfALaunchThatWasRefused() {
        rig.ec2.setMaxInstances(1);
        var refused = rig.run(2, 2, "ClientToken", "t");
        rig.ec2.setMaxInstances(2);

        var launched = rig.run(2, 2, "ClientToken", "t");

        assertThat(refused.code()).isEqualTo("InstanceLimitExceeded");
        assertThat(launched.all("instanceId")).hasSize(2);
    }

    @Test
    void launchesAsManyAsThereIsRoomForButNotFewerThanTheLeast() {
        try (var small = new Ec2Rig(o -> o.capacity(3))) {
            var some = small.run(1, 5);
            var none = small.run(1, 5);

            assertThat(some.all("instanceId")).hasSize(3);
            assertThat(none.status()).isEqualTo(500);
            assertThat(none.code()).isEqualTo("InsufficientInstanceCapacity");
            assertThat(small.ec2.instances()).hasSize(3);
        }
    }

    @Test
    void hasAQuotaOfProcessorsToo() {
        try (var small = new Ec2Rig(o -> o.maxVcpus(5))) {
            assertThat(small.run(2, 4).all("instanceId")).hasSize(2);
            assertThat(small.run(1, 1).code()).isEqualTo("VcpuLimitExceeded");
        }
    }

    @Test
    void givesBackTheQuotaOfWhatIsStoppedOrTerminated() {
        rig.ec2.setMaxInstances(2);
        var ids = rig.launch(2);
        rig.time.advance(Duration.ofMinutes(1));

        rig.on("StopInstances", ids.subList(0, 1));
        rig.on("TerminateInstances", ids.subList(1, 2));

        assertThat(rig.launch(2)).hasSize(2);
        assertThat(rig.on("StartInstances", ids.subList(0, 1)).code()).isEqualTo("InstanceLimitExceeded");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThat(rig.run(1, 1, "ImageId", "ami-00000000000000000").code()).isEqualTo("InvalidAMIID.NotFound");
        assertThat(rig.run(1, 1, "ImageId", "debian").code()).isEqualTo("InvalidAMIID.Malformed");
        assertThat(rig.run(1, 1, "InstanceType", "t9.huge").body())
                .contains("Invalid value 't9.huge' for InstanceType.");
        assertThat(rig.run(1, 1, "KeyName", "none").code()).isEqualTo("InvalidKeyPair.NotFound");
        assertThat(rig.run(1, 1, "SecurityGroup.1", "none").code()).isEqualTo("InvalidGroup.NotFound");
        assertThat(rig.run(1, 1, "SubnetId", "subnet-none").code()).isEqualTo("InvalidSubnetID.NotFound");
        assertThat(rig.run(1, 1, "Placement.AvailabilityZone", "us-east-1z").code())
                .isEqualTo("InvalidParameterValue");
        assertThat(rig.run(2, 1).code()).isEqualTo("InvalidParameterValue");
        assertThat(rig.client.ask("RunInstances", "MinCount", 1, "MaxCount", 1).code())
                .isEqualTo("MissingParameter");
        assertThat(rig.ec2.instances()).isEmpty();
    }

    @Test
    void refusesATypeOfAnotherArchitectureThanTheImage() {
        var refused = rig.run(1, 1, "ImageId", rig.image("arm64"));

        assertThat(refused.code()).isEqualTo("InvalidParameterValue");
        assertThat(refused.one("Message"))
                .startsWith("The architecture 'x86_64' of the specified instance type does not match the architecture"
                        + " 'arm64' of the specified AMI.");
    }

    @Test
    void keepsTheUserDataFromEverybodyButTheTest() {
        var data = Base64.getEncoder().encodeToString("#!/bin/sh".getBytes(StandardCharsets.UTF_8));

        var answer = rig.run(1, 1, "UserData", data);

        assertThat(rig.ec2.instances()).singleElement().satisfies(one -> {
            assertThat(one.userData()).isEqualTo(data);
            assertThat(one.toString()).doesNotContain(data);
        });
        assertThat(answer.body() + rig.client.ask("DescribeInstances").body()).doesNotContain(data);
        assertThat(rig.run(1, 1, "UserData", "not base64!").code()).isEqualTo("InvalidUserData.Malformed");
    }

    @Test
    void goesWhereItIsTold() {
        var zone = rig.run(1, 1, "Placement.AvailabilityZone", "us-east-1c");
        var subnet = zone.one("subnetId");
        rig.run(1, 1, "NetworkInterface.1.SubnetId", subnet, "NetworkInterface.1.AssociatePublicIpAddress", false);
        rig.time.advance(Duration.ofMinutes(1));

        assertThat(zone.one("availabilityZone")).isEqualTo("us-east-1c");
        assertThat(rig.ec2.instances()).extracting(Ec2Instance::zone).containsOnly("us-east-1c");
        assertThat(rig.ec2.instances().get(0).publicIp()).isNotNull();
        assertThat(rig.ec2.instances().get(1).publicIp()).isNull();
        assertThat(rig.run(1, 1, "NetworkInterface.1.SubnetId", subnet, "SubnetId", subnet)
                        .code())
                .isEqualTo("InvalidParameterCombination");
    }
}

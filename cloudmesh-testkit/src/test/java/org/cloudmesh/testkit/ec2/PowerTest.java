package org.cloudmesh.testkit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PowerTest {

    private static final Duration BOOT = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final String GONE = "i-00000000000000001";

    private final Ec2Rig rig = new Ec2Rig(o -> o.bootTime(BOOT).stopTime(STOP));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void stopsAndStartsWithAnotherPublicAddressAndTheSamePrivateOne() {
        var ids = running(1);
        var before = rig.ec2.instances().get(0);

        var stopping = rig.on("StopInstances", ids);
        assertThat(stopping.all("name")).containsExactly("stopping", "running");
        assertThat(rig.states()).containsExactly("stopping");

        rig.time.advance(STOP);
        assertThat(rig.states()).containsExactly("stopped");
        assertThat(rig.ec2.instances().get(0).publicIp()).isNull();

        var starting = rig.on("StartInstances", ids);
        assertThat(starting.all("name")).containsExactly("pending", "stopped");

        rig.time.advance(BOOT);
        var after = rig.ec2.instances().get(0);
        assertThat(after.state()).isEqualTo("running");
        assertThat(after.privateIp()).isEqualTo(before.privateIp());
        assertThat(after.publicIp()).isNotNull().isNotEqualTo(before.publicIp());
        assertThat(after.launchTime()).isAfter(before.launchTime());
    }

    @Test
    void takesNoOffenceAtWhatIsDoneAlready() {
        var ids = running(1);

        assertThat(rig.on("StartInstances", ids).all("name")).containsExactly("running", "running");
        rig.on("StopInstances", ids);
        assertThat(rig.on("StopInstances", ids).all("name")).containsExactly("stopping", "stopping");
        rig.time.advance(STOP);
        assertThat(rig.on("StopInstances", ids).all("name")).containsExactly("stopped", "stopped");
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        var ids = rig.launch(1);

        assertThat(rig.on("StopInstances", ids).one("Message"))
                .isEqualTo(
                        "Instance '" + ids.get(0) + "' cannot be stopped as it has never reached the 'running' state.");
        rig.time.advance(BOOT);
        rig.on("StopInstances", ids);
        assertThat(rig.on("StartInstances", ids).code()).isEqualTo("IncorrectInstanceState");
        rig.on("TerminateInstances", ids);
        assertThat(rig.on("StartInstances", ids).code()).isEqualTo("IncorrectInstanceState");
        assertThat(rig.on("StopInstances", ids).code()).isEqualTo("IncorrectInstanceState");
    }

    @Test
    void terminatesAndListsWhatIsTerminatedForAnHour() {
        var ids = running(1);

        assertThat(rig.on("TerminateInstances", ids).all("name")).containsExactly("shutting-down", "running");
        rig.time.advance(STOP);
        assertThat(rig.on("TerminateInstances", ids).all("name")).containsExactly("terminated", "terminated");
        assertThat(rig.client.ask("DescribeInstances").body()).doesNotContain("privateIpAddress");

        rig.time.advance(Duration.ofMinutes(59));
        assertThat(rig.client.ask("DescribeInstances").all("instanceId")).isEqualTo(ids);
        rig.time.advance(Duration.ofMinutes(1));
        assertThat(rig.client.ask("DescribeInstances").all("instanceId")).isEmpty();
        assertThat(rig.on("DescribeInstances", ids).code()).isEqualTo("InvalidInstanceID.NotFound");
        assertThat(rig.ec2.instances()).hasSize(1);
    }

    @Test
    void doesAllOfABatchOrNothing() {
        var ids = running(1);
        var batch = List.of(ids.get(0), GONE, "i-00000000000000002");

        for (var action : List.of(
                "StopInstances", "StartInstances", "RebootInstances", "TerminateInstances", "DescribeInstances")) {
            var refused = rig.on(action, batch);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("InvalidInstanceID.NotFound");
            assertThat(refused.one("Message"))
                    .isEqualTo("The instance IDs 'i-00000000000000001, i-00000000000000002' do not exist");
        }
        assertThat(rig.states()).containsExactly("running");
        assertThat(rig.ec2.instances().get(0).reboots()).isZero();
    }

    @Test
    void saysOneIdAndMalformedOnesDifferently() {
        assertThat(rig.on("StopInstances", List.of(GONE)).one("Message"))
                .isEqualTo("The instance ID '" + GONE + "' does not exist");
        assertThat(rig.on("StopInstances", List.of("web-1")).code()).isEqualTo("InvalidInstanceID.Malformed");
        assertThat(rig.on("StopInstances", List.of()).code()).isEqualTo("MissingParameter");
    }

    @Test
    void rebootsWhatRuns() {
        var ids = running(2);

        var answer = rig.on("RebootInstances", ids);

        assertThat(answer.one("return")).isEqualTo("true");
        assertThat(rig.ec2.instances()).extracting(Ec2Instance::reboots).containsExactly(1, 1);
    }

    @Test
    void hasAConsoleOnceItHasRun() {
        var ids = rig.launch(1);

        assertThat(rig.client.ask("GetConsoleOutput", "InstanceId", ids.get(0)).one("output"))
                .isEmpty();
        rig.time.advance(BOOT);
        assertThat(rig.client.ask("GetConsoleOutput", "InstanceId", ids.get(0)).one("output"))
                .isNotEmpty();
    }

    private List<String> running(int count) {
        var ids = rig.launch(count);
        rig.time.advance(BOOT);
        return ids;
    }
}

package org.cloudmesh.jclouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Mesh;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.openstack.FakeOpenStack;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look for defects found in the driver for OpenStack, and in what is above it. */
class ReviewOpenStackTest {

    private static final String JSON = "application/json";
    private static final String BUSY =
            "{\"overLimit\": {\"code\": 429, \"message\": \"This request was rate-limited.\", \"retryAfter\": \"2\"}}";
    private static final String BROKEN = "{\"computeFault\": {\"code\": 500, \"message\": \"Unexpected API Error.\"}}";

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();
    private final FakeOpenStack fake =
            FakeOpenStack.start(o -> o.time(time).quota(50).pageSize(3));

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void anImageListThatIsThrottledIsReadAfterAWhile() {
        try (var mesh = open(time)) {
            fake.inject(HttpFault.throttle("GET /v2/images", 429, BUSY, Duration.ofSeconds(2)));

            long count = mesh.cloud().images().refresh();

            assertThat(count).isPositive();
        }
    }

    @Test
    void anImageListThatIsThrottledOnItsSecondPageIsReadAfterAWhile() {
        for (int i = 0; i < 7; i++) {
            fake.putImage(FakeOpenStack.Image.named("image-" + i, Map.of()));
        }
        try (var mesh = open(time)) {
            fake.inject(HttpFault.throttle("GET /v2/images", 429, BUSY, Duration.ofSeconds(2))
                    .only(text -> text.contains("marker")));

            long count = mesh.cloud().images().refresh();

            assertThat(count).isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void keyPairAndGroupAreGivenBackThoughTheCloudWasBusyForAMoment() {
        try (var mesh = open(time)) {
            var nodes = mesh.nodes().boot(1);
            fake.inject(HttpFault.throttle("GET /os-keypairs", 429, BUSY, Duration.ofSeconds(2)));

            mesh.nodes().destroy(nodes);
            mesh.nodes().await(nodes, NodeState.DESTROYED, Duration.ofMinutes(5));
            mesh.nodes().refresh();

            assertThat(fake.keyPairs()).isEmpty();
            assertThat(ownGroups()).isEmpty();
        }
    }

    @Test
    void addressesAreGivenBackThoughTheCloudFailsTwice() {
        try (var mesh = open(time)) {
            var nodes = mesh.nodes().boot(1);
            mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
            assertThat(fake.floatingIps()).hasSize(1);
            fake.inject(
                    HttpFault.refuse("GET /v2.0/floatingips", 503, JSON, BROKEN).times(2));

            mesh.nodes().destroy(nodes);
            mesh.nodes().await(nodes, NodeState.DESTROYED, Duration.ofMinutes(5));
            mesh.nodes().refresh();

            assertThat(fake.floatingIps()).isEmpty();
        }
    }

    @Test
    void aMachineWhoseEndWasLostOnTheWayLeavesNoKeyPairBehind() {
        try (var mesh = open(time)) {
            var nodes = mesh.nodes().boot(1);
            fake.inject(HttpFault.dropAfter("DELETE /servers/{id}"));

            mesh.nodes().destroy(nodes);
            mesh.nodes().refresh();

            assertThat(fake.servers()).isEmpty();
            assertThat(fake.keyPairs()).isEmpty();
            assertThat(ownGroups()).isEmpty();
        }
    }

    @Test
    void aBootThatTheCloudRefusesLeavesNoKeyPairBehind() {
        fake.setQuota(0);
        try (var mesh = open(time)) {
            var ignored = catchThrowable(() -> mesh.nodes().boot(1));
            mesh.recover();
            mesh.nodes().refresh();

            assertThat(fake.keyPairs()).isEmpty();
            assertThat(ownGroups()).isEmpty();
        }
    }

    @Test
    void aBootOutlivesALostAnswerToALookAtTheGroups() {
        try (var mesh = open(time)) {
            fake.inject(HttpFault.dropBefore("GET /v2.0/security-groups"));

            var batch = mesh.nodes().boot(1, o -> o.atLeast(0));

            assertThat(batch.failures()).isEmpty();
        }
    }

    @Test
    void aBootOutlivesAFailureWhileItsKeyIsImported() {
        try (var mesh = open(time)) {
            fake.inject(HttpFault.refuse("POST /os-keypairs", 503, JSON, BROKEN));

            var batch = mesh.nodes().boot(1, o -> o.atLeast(0));

            assertThat(batch.failures()).isEmpty();
        }
    }

    @Test
    void whatTheConfigurationSaysOfTheRateIsHeeded() {
        var section = section().replace("requests_per_second: 100000", "requests_per_second: many");
        try (var mesh = open(time, section)) {
            assertThatThrownBy(() -> mesh.nodes().refresh())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("requests_per_second");
        }
    }

    @Test
    void anImageIsFoundByNameAfterARefreshAsItWasBefore() {
        for (int i = 0; i < 20; i++) {
            fake.putImage(new FakeOpenStack.Image(
                    "CC-Ubuntu22.04", "deactivated", "public", 0, 0, 4096, List.of(), Map.of()));
        }
        var usable = fake.putImage(FakeOpenStack.Image.named("CC-Ubuntu22.04", Map.of()));
        try (var mesh = open(time)) {
            var before = mesh.cloud().images().get("CC-Ubuntu22.04").id();
            mesh.cloud().images().refresh();

            var after = mesh.cloud().images().get("CC-Ubuntu22.04").id();

            assertThat(before).isEqualTo(usable);
            assertThat(after).isEqualTo(usable);
        }
    }

    @Test
    void aListIsBegunAgainWhenTheServerItWentOnFromIsDeletedMeanwhile() {
        try (var mesh = open(time)) {
            mesh.nodes().boot(7);
            // documented: Compute API, "List Servers": badRequest(400) where the marker is not there any more.
            fake.inject(HttpFault.refuse(
                            "GET /servers/detail",
                            400,
                            JSON,
                            "{\"badRequest\": {\"code\": 400, \"message\": \"marker [0f0e] not found\"}}")
                    .only(text -> text.contains("marker")));

            var nodes = mesh.nodes().refresh();

            assertThat(nodes).hasSize(7);
        }
    }

    @Test
    void aClockThatIsFastLogsInOnceAllTheSame() {
        try (var mesh = open(new VirtualTime(time.now().plus(Duration.ofDays(2))))) {
            for (int i = 0; i < 5; i++) {
                mesh.nodes().refresh();
            }

            assertThat(fake.counts().get("POST /v3/auth/tokens")).isLessThan(3);
        }
    }

    @Test
    void aDestroyThatRecoveryFinishedGivesTheAddressBack() {
        try (var mesh = open(time)) {
            var nodes = mesh.nodes().boot(1);
            mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
            fake.inject(HttpFault.dropAfter("DELETE /servers/{id}").times(3));
            mesh.nodes().destroy(nodes, o -> o.atLeast(0));
            time.advance(Duration.ofHours(1));

            mesh.recover();
            mesh.nodes().refresh();

            assertThat(fake.servers()).isEmpty();
            assertThat(fake.floatingIps()).isEmpty();
            assertThat(fake.keyPairs()).isEmpty();
        }
    }

    @Test
    void aConnectionThatIsClosedWithoutAnAnswerIsToldInASentence() {
        try (var mesh = open(time)) {
            fake.inject(HttpFault.dropBefore("GET /servers/detail").times(9));

            var thrown = catchThrowable(() -> mesh.nodes().refresh());

            assertThat(thrown).message().doesNotContain("limit=0").doesNotContain("\\n");
        }
    }

    @Test
    void anImageThatWasReplacedUnderItsNameIsBootedByName() {
        var old = fake.putImage(FakeOpenStack.Image.named("CC-Ubuntu22.04", Map.of()));
        try (var mesh = open(time)) {
            mesh.cloud().images().refresh();
            // captured: from Nova Zed, where the image was deleted
            fake.inject(HttpFault.refuse(
                            "POST /servers",
                            400,
                            JSON,
                            "{\"badRequest\": {\"code\": 400, \"message\": \"Can not find requested image\"}}")
                    .only(text -> text.contains(old))
                    .times(9));
            fake.putImage(FakeOpenStack.Image.named("CC-Ubuntu22.04", Map.of()));

            var batch = mesh.nodes().boot(1, o -> o.image("CC-Ubuntu22.04").atLeast(0));

            assertThat(batch.failures())
                    .allSatisfy(failure -> assertThat(failure.toString()).containsAnyOf("CC-Ubuntu22.04", "refresh"));
        }
    }

    @Test
    void aMachineThatACheckFindsGoneGivesItsAddressBack() {
        try (var mesh = open(time);
                var other = open(time)) {
            var nodes = mesh.nodes().boot(1);
            mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
            mesh.nodes().stop(nodes);
            mesh.nodes().await(nodes, NodeState.STOPPED, Duration.ofMinutes(5));
            mesh.nodes().start(nodes);
            other.nodes().destroy(other.nodes().refresh());
            time.advance(Duration.ofHours(1));

            mesh.nodes().check(mesh.nodes().list());
            mesh.nodes().refresh();

            assertThat(fake.servers()).isEmpty();
            assertThat(fake.floatingIps()).isEmpty();
        }
    }

    @Test
    void aListOutlivesARequestThatTookTheProxyTooLong() {
        try (var mesh = open(time)) {
            fake.inject(HttpFault.refuse("GET /servers/detail", 408, "text/html", "<html>Request Timeout</html>"));

            var nodes = mesh.nodes().refresh();

            assertThat(nodes).isEmpty();
        }
    }

    @Test
    void aCreateThatTookTheProxyTooLongIsLookedFor() {
        try (var mesh = open(time)) {
            fake.inject(HttpFault.failAfter("POST /servers", 408, "text/html", "<html>Request Timeout</html>"));

            mesh.nodes().boot(1, o -> o.atLeast(0));

            assertThat(mesh.nodes().list()).hasSameSizeAs(fake.servers());
        }
    }

    @Test
    void machinesOfAMeshWhoseStoreIsLostLeaveNoAddressBehind() {
        try (var mesh = open(time)) {
            mesh.nodes().await(mesh.nodes().boot(1), NodeState.RUNNING, Duration.ofMinutes(5));
        }
        try (var next = open(time)) {
            var nodes = next.nodes().destroy(next.nodes().refresh());
            next.nodes().await(nodes, NodeState.DESTROYED, Duration.ofMinutes(5));

            assertThat(fake.servers()).isEmpty();
            assertThat(fake.floatingIps()).isEmpty();
        }
    }

    @Test
    void aServerThatHasNoPortYetIsWaitedFor() {
        try (var mesh = open(time)) {
            var nodes = mesh.nodes().boot(1);
            fake.inject(HttpFault.refuse("GET /v2.0/ports", 200, JSON, "{\"ports\": []}"));

            var running = mesh.nodes()
                    .await(
                            nodes,
                            NodeState.RUNNING,
                            o -> o.timeout(Duration.ofMinutes(5)).atLeast(0));

            assertThat(running.failures()).isEmpty();
        }
    }

    @Test
    void anAddressThatCannotBeGivenBackKeepsNoOtherOne() {
        try (var mesh = open(time)) {
            var nodes = mesh.nodes().boot(3);
            mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(5));
            var stuck = fake.floatingIps().get(0).id();
            fake.inject(HttpFault.refuse("DELETE /v2.0/floatingips/{id}", 500, JSON, BROKEN)
                    .only(text -> text.contains(stuck))
                    .times(99));

            mesh.nodes().destroy(nodes);
            mesh.nodes().await(nodes, NodeState.DESTROYED, Duration.ofMinutes(5));

            assertThat(fake.floatingIps()).hasSize(1);
            assertThat(fake.keyPairs()).isEmpty();
        }
    }

    @Test
    void aRequestThatIsTooLargeIsRefusedAtOnce() {
        try (var mesh = open(time)) {
            fake.inject(HttpFault.refuse(
                            "POST /servers", 413, "text/html", "<html><h1>413 Request Entity Too Large</h1></html>")
                    .times(999));
            var begun = time.now();

            mesh.nodes().boot(1, o -> o.userData("#!/bin/sh").atLeast(0));

            assertThat(Duration.between(begun, time.now())).isLessThan(Duration.ofMinutes(1));
        }
    }

    private List<FakeOpenStack.SecurityGroup> ownGroups() {
        return fake.securityGroups().stream()
                .filter(group -> group.name().startsWith("cloudmesh"))
                .toList();
    }

    private String section() {
        return new FakedOpenStack(fake).section();
    }

    private Mesh open(Time clock) {
        return open(clock, section());
    }

    private Mesh open(Time clock, String section) {
        return open(clock, section, Store.inMemory());
    }

    private Mesh open(Time clock, String section, Store store) {
        try {
            var config = Files.writeString(
                    directory.resolve("cloudmesh.yaml"), "cloudmesh:\n  cloud:\n    cm:\n" + section.indent(6));
            return Mesh.open(
                    o -> o.config(config).directory(directory).store(store).time(clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

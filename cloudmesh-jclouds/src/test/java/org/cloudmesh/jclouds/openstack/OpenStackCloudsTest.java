package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Request;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.contract.CloudDriverContract;
import org.jclouds.compute.ComputeService;
import org.jclouds.compute.domain.ComputeMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The contract against a real cloud: the account of the openrc file that {@code CLOUDMESH_IT_OPENRC} names, on its network
 * {@code CLOUDMESH_IT_NETWORK}, or {@code private}. Leaves nothing behind.
 */
@Tag("clouds")
class OpenStackCloudsTest extends CloudDriverContract {

    private static final String OPENRC = System.getenv("CLOUDMESH_IT_OPENRC");
    private static final String NETWORK = System.getenv().getOrDefault("CLOUDMESH_IT_NETWORK", "private");
    private static final String MESH = "contract-" + UUID.randomUUID();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @BeforeAll
    static void skipWithoutAnAccount() {
        assumeTrue(OPENRC != null, "CLOUDMESH_IT_OPENRC names no openrc file, so no real OpenStack is asked");
    }

    @AfterAll
    static void giveBack() throws InterruptedException {
        if (OPENRC == null) {
            return;
        }
        try (var driver = driver(new ArrayList<>())) {
            await(driver, nodes -> nodes.stream().noneMatch(OpenStackCloudsTest::isOurs));
            driver.giveBack(MESH, List.of(), true, soon());
        }
    }

    private static boolean isOurs(Node node) {
        return "contract".equals(node.labels().get("experiment"))
                || MESH.equals(node.labels().get("cloudmesh-mesh"));
    }

    @Override
    protected CloudProvider provider() {
        return new CloudProvider() {
            @Override
            public String kind() {
                return "openstack";
            }

            @Override
            public CloudDriver connect(CloudContext context) {
                return new OpenStackProvider()
                        .connect(new CloudContext(
                                context.name(),
                                context.directory(),
                                context.time(),
                                context.requests(),
                                config(context.name())));
            }
        };
    }

    private static CloudConfig config(String name) {
        return CloudConfig.of(name, Map.of("openrc", String.valueOf(OPENRC)));
    }

    private static CloudDriver driver(List<Request> requests) {
        return new OpenStackProvider()
                .connect(new CloudContext("here", Path.of("unused"), Time.system(), requests::add, config("here")));
    }

    @Override
    protected Access access() {
        return new Access(MESH, publicKey(), null, List.of(), List.of(NETWORK), true);
    }

    @Override
    protected Duration patience() {
        return PATIENCE;
    }

    /** Each look costs such a cloud more than it costs us. */
    @Override
    protected void pause() {
        try {
            time().sleep(Duration.ofMillis(700));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted between two looks", e);
        }
    }

    @Override
    protected Set<String> sharedThreads() {
        return Configured.SHARED_THREADS;
    }

    @Override
    protected int large() {
        return 4;
    }

    @Override
    protected int many() {
        return 4;
    }

    @Test
    void givesAServerAPublicAddressOnceAndTakesItBack() throws InterruptedException {
        try (var driver = driver(new ArrayList<>())) {
            var id = running(driver);

            var first = done(driver.nodes().expose(List.of(id), soon()).get(0));
            await(driver, nodes -> nodes.stream().anyMatch(each -> isWithAddress(each, id)));
            var second = done(driver.nodes().expose(List.of(id), soon()).get(0));
            driver.giveBack(MESH, List.of(id), false, soon());
            await(driver, nodes -> nodes.stream().noneMatch(each -> isWithAddress(each, id)));
            driver.nodes().destroy(List.of(id), soon());

            assertThat(first.publicAddresses()).hasSize(1).isEqualTo(second.publicAddresses());
            assertThat(first.ssh()).isNotNull();
        }
    }

    @Test
    void handsOutJcloudsOwnServiceForTheSameProject() throws InterruptedException {
        try (var driver = driver(new ArrayList<>())) {
            var id = running(driver);

            var service = driver.unwrap(ComputeService.class).orElseThrow();
            var listed = service.listNodes();
            driver.nodes().destroy(List.of(id), soon());

            assertThat(listed).extracting(ComputeMetadata::getProviderId).contains(id);
        }
    }

    private static boolean isWithAddress(Node node, String id) {
        return node.id().providerId().equals(id) && !node.publicAddresses().isEmpty();
    }

    private String running(CloudDriver driver) throws InterruptedException {
        var labels = Map.of(
                "cloudmesh-mesh", MESH, "cloudmesh-intent", UUID.randomUUID().toString());
        var request = new CreateRequest(
                "intent", "token", List.of(new NewNode(0, "exposed", labels)), image(), flavor(), null, access(), null);
        var id = done(driver.nodes().create(request, soon()).get(0)).id().providerId();
        await(
                driver,
                nodes -> nodes.stream()
                        .anyMatch(each -> each.id().providerId().equals(id) && each.state() == NodeState.RUNNING));
        return id;
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private static void await(CloudDriver driver, Predicate<List<Node>> isReached) throws InterruptedException {
        var deadline = soon();
        while (true) {
            List<Node> nodes;
            try (var all = driver.nodes().list(deadline)) {
                nodes = all.toList();
            }
            if (isReached.test(nodes)) {
                return;
            }
            assertThat(deadline.isExpired())
                    .as("not reached; last seen: %s", nodes)
                    .isFalse();
            Time.system().sleep(Duration.ofMillis(700));
        }
    }

    private static Deadline soon() {
        return Deadline.in(PATIENCE, Time.system());
    }
}

package org.cloudmesh.jclouds.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmesh.Image;
import org.cloudmesh.Node;
import org.cloudmesh.Request;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each operation costs in requests, as the driver counts them and as the endpoint sees them. */
class Ec2RequestsTest {

    private static final String UNKNOWN = "i-0123456789abcdef0";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILjYdBCCuEucqqX/7/Ru38PV2RxnV7fK5BI3SdkVPr5d me";

    private final Queue<Request> counted = new ConcurrentLinkedQueue<>();
    private FakeEc2 ec2;
    private CloudDriver driver;

    @BeforeEach
    void connect() {
        ec2 = FakeEc2.start();
        var context = new CloudContext("aws", Path.of("unused"), Time.system(), counted::add);
        driver = Configured.at(ec2).connect(context);
    }

    @AfterEach
    void close() {
        driver.close();
        ec2.close();
    }

    @Test
    void connectingCostsNone() {
        driver.nodes();

        assertCost(Map.of());
    }

    @Test
    void theFirstCallCostsNoMoreThanTheNext() {
        list();

        assertCost(Map.of("DescribeInstances", 1L));
    }

    @Test
    void listingAThousandCostsOne() {
        for (int i = 0; i < 1000; i++) {
            ec2.putInstance("us-east-1", Map.of());
        }

        var nodes = list();

        assertThat(nodes).hasSize(1000);
        assertCost(Map.of("DescribeInstances", 1L));
    }

    @Test
    void theFirstBootCostsAKeyPairAGroupItsRuleAndTheLaunch() {
        boot(1);

        assertCost(Map.of(
                "ImportKeyPair", 1L,
                "CreateSecurityGroup", 1L,
                "AuthorizeSecurityGroupIngress", 1L,
                "RunInstances", 1L));
    }

    @Test
    void theFirstBootOfAnotherProgramCostsOneMore() {
        boot(1);
        reconnect();

        boot(1);

        assertCost(Map.of(
                "ImportKeyPair", 1L,
                "CreateSecurityGroup", 1L,
                "DescribeSecurityGroups", 1L,
                "AuthorizeSecurityGroupIngress", 1L,
                "RunInstances", 1L));
    }

    @Test
    void bootingTenCostsOneAndATagRequestAName() {
        boot(1);
        counted.clear();

        boot(10);

        assertCost(Map.of("RunInstances", 1L, "CreateTags", 10L));
    }

    @Test
    void bootingOneWithKeyPairAndGroupKnownCostsOne() {
        boot(1);
        counted.clear();

        boot(1);

        assertCost(Map.of("RunInstances", 1L));
    }

    @Test
    void gettingAHundredCostsOne() {
        var ids = booted(100);

        var got = driver.nodes().get(ids, deadline());

        assertThat(got).hasSize(100);
        assertCost(Map.of("DescribeInstances", 1L));
    }

    @Test
    void gettingSomeThatAreNotThereCostsOneMore() {
        var ids = booted(2);

        var got = driver.nodes().get(List.of(ids.get(0), UNKNOWN, ids.get(1), "i-0123456789abcdef1"), deadline());

        assertThat(got).hasSize(2);
        assertCost(Map.of("DescribeInstances", 2L));
    }

    @Test
    void stoppingStartingRebootingAndDestroyingAHundredCostOneEach() {
        var ids = booted(100);

        driver.nodes().stop(ids, deadline());
        driver.nodes().start(ids, deadline());
        driver.nodes().reboot(ids, deadline());
        driver.nodes().destroy(ids, deadline());

        assertCost(Map.of("StopInstances", 1L, "StartInstances", 1L, "RebootInstances", 1L, "TerminateInstances", 1L));
    }

    @Test
    void aVerbOnIdsThatAreNotThereCostsOneMore() {
        var ids = booted(2);

        driver.nodes().stop(List.of(ids.get(0), UNKNOWN, "i-0123456789abcdef1", ids.get(1)), deadline());

        assertCost(Map.of("StopInstances", 2L));
    }

    @Test
    void findingAnIntentCostsOne() {
        booted(10);

        var found = driver.nodes().findByIntent("intent10", deadline());

        assertThat(found).hasSize(10);
        assertCost(Map.of("DescribeInstances", 1L));
    }

    @Test
    void anImageCostsOneByIdAndOneByName() {
        var image = ec2.images().get(0);

        var byId = driver.images().find(image.id(), deadline());
        var byName = driver.images().find(image.name(), deadline());

        assertThat(byId).map(Image::id).contains(image.id());
        assertThat(byName).map(Image::name).contains(image.name());
        assertCost(Map.of("DescribeImages", 2L));
    }

    @Test
    void aPageOfImagesCostsOne() {
        try (var images = driver.images().list(deadline())) {
            assertThat(images).hasSize(ec2.images().size());
        }

        assertCost(Map.of("DescribeImages", 1L));
    }

    @Test
    void theRegionOfTheAccountCostsNoneAndAZoneOne() {
        var region = driver.locations().find("us-east-1", deadline());
        var elsewhere = driver.locations().find("eu-west-1", deadline());
        var zone = driver.locations().find("us-east-1a", deadline());

        assertThat(region).isPresent();
        assertThat(elsewhere).isEmpty();
        assertThat(zone).isPresent();
        assertCost(Map.of("DescribeAvailabilityZones", 1L));
    }

    @Test
    void givingBackCostsALookAndADeletionOfEach() {
        driver.nodes().destroy(booted(1), deadline());
        counted.clear();

        driver.giveBack("m1", List.of(), true, deadline());

        assertCost(Map.of(
                "DescribeKeyPairs", 1L, "DeleteKeyPair", 1L, "DescribeSecurityGroups", 1L, "DeleteSecurityGroup", 1L));
        assertThat(ec2.keyPairs()).isEmpty();
    }

    private void assertCost(Map<String, Long> expected) {
        assertThat(counted.stream().collect(Collectors.groupingBy(Request::operation, Collectors.counting())))
                .isEqualTo(expected);
    }

    private void reconnect() {
        driver.close();
        counted.clear();
        driver = Configured.at(ec2).connect(new CloudContext("aws", Path.of("unused"), Time.system(), counted::add));
    }

    private List<Node> list() {
        try (var nodes = driver.nodes().list(deadline())) {
            return nodes.toList();
        }
    }

    /** Ids; what it cost to have them is forgotten. */
    private List<String> booted(int count) {
        var ids = boot(count).stream().map(node -> node.id().providerId()).toList();
        counted.clear();
        return ids;
    }

    private List<Node> boot(int count) {
        var intent = "intent" + count;
        var nodes = IntStream.range(0, count)
                .mapToObj(i -> new NewNode(
                        i, "web" + i, Map.of("cloudmesh-intent", intent, "cloudmesh-index", Integer.toString(i))))
                .toList();
        var request = new CreateRequest(
                intent,
                intent + "-" + counted.size() + "-0",
                nodes,
                Configured.x86(ec2),
                "t3.micro",
                null,
                Access.of("m1", KEY),
                null);
        return driver.nodes().create(request, deadline()).stream()
                .map(outcome -> ((Outcome.Done<Node>) outcome).value())
                .toList();
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(30), Time.system());
    }
}

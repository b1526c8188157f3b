package org.cloudmesh.jclouds.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Node;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.cloudmesh.testkit.http.HttpFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2LaunchTest {

    private static final String XML = "text/xml;charset=UTF-8";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILjYdBCCuEucqqX/7/Ru38PV2RxnV7fK5BI3SdkVPr5d me";

    private FakeEc2 ec2;
    private CloudDriver driver;

    @BeforeEach
    void connect() {
        ec2 = FakeEc2.start();
        driver = Configured.at(ec2).connect(new CloudContext("aws", Path.of("unused"), Time.system(), request -> {}));
    }

    @AfterEach
    void close() {
        driver.close();
        ec2.close();
    }

    @Test
    void makesWhatThereIsRoomForAndSaysHowManyThatWere() {
        ec2.setMaxInstances(3);

        var outcomes = createAtLeast(1, 5);

        assertThat(outcomes.subList(0, 3)).allMatch(outcome -> outcome instanceof Outcome.Done);
        assertThat(outcomes.subList(3, 5))
                .allSatisfy(outcome -> assertThat(failure(outcome))
                        .isInstanceOf(QuotaExceededException.class)
                        .hasMessageContaining("the cloud made 3 of 5"));
    }

    @Test
    void doesNotKnowWhatBecameOfALaunchWhoseAnswerWasLost() {
        ec2.inject(HttpFault.dropAfter("RunInstances"));

        var lost = create(3);
        var again = create(3);

        assertThat(lost).hasSize(3).allMatch(outcome -> outcome instanceof Outcome.Unknown);
        assertThat(again).hasSize(3).allMatch(outcome -> outcome instanceof Outcome.Done);
        assertThat(ec2.instances()).hasSize(3);
    }

    @Test
    void doesNotKnowWhatBecameOfALaunchThatFailedInside() {
        ec2.inject(HttpFault.failAfter("RunInstances", 500, XML, FakeEc2.error("InternalError", "It failed")));

        var outcomes = create(2);

        assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Unknown);
    }

    @Test
    void doesNotKnowWhatBecameOfALaunchWhoseAnswerBrokeOff() {
        ec2.inject(HttpFault.cut("RunInstances"));

        var outcomes = create(2);

        assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Unknown);
    }

    @Test
    void saysThatNothingWasBegunWhenItWasOneRequestTooMany() {
        ec2.inject(HttpFault.refuse(
                "RunInstances", 503, XML, FakeEc2.error("RequestLimitExceeded", "Request limit exceeded.")));

        assertThatThrownBy(() -> create(2)).isInstanceOf(RateLimitException.class);

        assertThat(ec2.instances()).isEmpty();
    }

    @Test
    void writesTheNamesThatCouldNotBeWrittenWhenItIsSentAgain() {
        ec2.inject(HttpFault.refuse(
                "CreateTags", 503, XML, FakeEc2.error("RequestLimitExceeded", "Request limit exceeded.")));

        var first = create(3);
        var again = create(3);

        assertThat(first).hasSize(3).allMatch(outcome -> outcome instanceof Outcome.Unknown);
        assertThat(again)
                .extracting(Ec2LaunchTest::node)
                .extracting(Node::name)
                .containsExactly("web0", "web1", "web2");
        assertThat(ec2.instances())
                .extracting(instance -> instance.tags().get("Name"))
                .containsExactly("web0", "web1", "web2");
    }

    @Test
    void keepsAMachineThatItMayNotName() {
        ec2.deny("CreateTags");

        var outcomes = create(3);

        assertThat(outcomes)
                .extracting(Ec2LaunchTest::node)
                .extracting(Node::name)
                .containsExactly("web0", "web1", "web2");
        assertThat(ec2.instances()).hasSize(3);
    }

    @Test
    void findsWhichIsWhichThoughTheIndexWasNeverWritten() {
        ec2.deny("CreateTags");
        var made = create(3);
        ec2.allowAll();

        var found = driver.nodes().findByIntent("intent", deadline());

        assertThat(found).extracting(Created::index).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(found)
                .allSatisfy(each -> assertThat(each.node().id())
                        .isEqualTo(node(made.get(each.index())).id()));
        assertThat(ec2.instances())
                .extracting(instance -> instance.tags().get("cloudmesh-index"))
                .containsExactly("0", "1", "2");
    }

    @Test
    void refusesAnotherRequestUnderTheSameToken() {
        create(2);

        var outcomes = create(3);

        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy(outcome -> assertThat(failure(outcome)).isInstanceOf(ConflictException.class));
    }

    @Test
    void makesTheGroupAgainThatSomebodyGaveBack() {
        create(1);
        driver.nodes().destroy(List.of(ec2.instances().get(0).id()), deadline());
        try (var other = Configured.at(ec2)
                .connect(new CloudContext("other", Path.of("unused"), Time.system(), request -> {}))) {
            other.giveBack("m1", List.of(), true, deadline());
        }

        var outcomes = driver.nodes().create(request("later", 1, null, Access.of("m1", KEY)), deadline());

        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Done.class);
    }

    @Test
    void bootsInAZoneAndNotInAnotherRegion() {
        var access = Access.of("m1", KEY);

        var zone = driver.nodes().create(request("zone", 1, "us-east-1b", access), deadline());
        var region = driver.nodes().create(request("region", 1, "us-east-1", access), deadline());
        var elsewhere = driver.nodes().create(request("elsewhere", 1, "eu-west-1a", access), deadline());

        assertThat(node(zone.get(0)).location()).isEqualTo("us-east-1b");
        assertThat(region).singleElement().isInstanceOf(Outcome.Done.class);
        assertThat(failure(elsewhere.get(0)))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("cloud \"aws\" is in us-east-1, not in eu-west-1a; that region is a cloud of its own"
                        + " in the configuration");
    }

    @Test
    void refusesAGroupThatIsNoneBeforeAnythingIsLaunched() {
        var access = new Access("m1", KEY, null, List.of("no-such-group"), List.of(), false);

        var outcomes = driver.nodes().create(request("groupless", 1, null, access), deadline());

        assertThat(failure(outcomes.get(0)))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("cloud \"aws\" has no security group called \"no-such-group\"");
        assertThat(ec2.counts()).doesNotContainKey("RunInstances");
    }

    @Test
    void usesTheKeyPairAndGroupsThatWereNamed() {
        create(1);
        var named = new Access("m2", KEY, ec2.keyPairs().get(0).name(), List.of("cloudmesh-m1"), List.of(), false);
        ec2.clearRequests();

        driver.nodes().create(request("named", 1, null, named), deadline());

        assertThat(ec2.counts()).containsOnlyKeys("DescribeSecurityGroups", "RunInstances");
        assertThat(ec2.keyPairs()).hasSize(1);
    }

    @Test
    void leavesWhatIsInUseAndWhatIsAnotherMeshsWhenItGivesBack() {
        create(1);
        driver.nodes().create(request("other", 1, null, Access.of("m1-other", KEY)), deadline());

        driver.giveBack("m1", List.of(), true, deadline());

        assertThat(ec2.keyPairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.name()).startsWith("cloudmesh-m1-other-"));
        assertThat(ec2.securityGroups())
                .extracting(group -> group.name())
                .contains("cloudmesh-m1", "cloudmesh-m1-other");
    }

    private List<Outcome<Node>> create(int count) {
        return driver.nodes().create(request("intent", count, null, Access.of("m1", KEY)), deadline());
    }

    private CreateRequest request(String intent, int count, @Nullable String location, Access access) {
        var nodes = IntStream.range(0, count)
                .mapToObj(i -> new NewNode(
                        i, "web" + i, Map.of("cloudmesh-intent", intent, "cloudmesh-index", Integer.toString(i))))
                .toList();
        return new CreateRequest(intent, intent + "-0", nodes, Configured.x86(ec2), "t3.micro", location, access, null);
    }

    private List<Outcome<Node>> createAtLeast(int atLeast, int count) {
        var all = request("intent", count, null, Access.of("mesh", null));
        return driver.nodes()
                .create(
                        new CreateRequest(
                                all.intentId(),
                                all.token(),
                                all.nodes(),
                                all.image(),
                                all.flavor(),
                                null,
                                all.access(),
                                null,
                                atLeast),
                        deadline());
    }

    private static Node node(Outcome<Node> outcome) {
        return ((Outcome.Done<Node>) outcome).value();
    }

    private static Exception failure(Outcome<Node> outcome) {
        return ((Outcome.Failed<Node>) outcome).cause();
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(30), Time.system());
    }
}

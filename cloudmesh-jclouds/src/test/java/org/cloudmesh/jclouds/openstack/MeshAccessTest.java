package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.cloudmesh.CloudException;
import org.cloudmesh.Node;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.openstack.FakeOpenStack;
import org.jclouds.compute.ComputeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How servers are reached: what is made for that, once, and given back; and what becomes of creates that go wrong. */
class MeshAccessTest {

    private final Rig rig = new Rig();

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void makesAKeyPairAndAGroupOfTheMesh() {
        rig.boot("mesh", 2);

        assertThat(rig.fake.keyPairs()).singleElement().satisfies(pair -> {
            assertThat(pair.name()).matches("cloudmesh-mesh-[0-9a-f]{8}");
            assertThat(pair.publicKey()).isEqualTo(Rig.KEY);
        });
        assertThat(rig.fake.securityGroups())
                .filteredOn(group -> group.name().equals("cloudmesh-mesh"))
                .singleElement()
                .satisfies(group -> assertThat(group.rules())
                        .anyMatch(rule -> rule.contains("22") && rule.contains("192.0.2.0/24")));
        assertThat(rig.fake.servers()).allMatch(server -> server.groups().contains("cloudmesh-mesh"));
    }

    @Test
    void usesWhatAnotherProgramMade() {
        rig.boot("mesh", 1);

        try (var other = rig.connect(Map.of())) {
            var request = new CreateRequest(
                    "intent",
                    "token",
                    List.of(new NewNode(0, "other", Map.of())),
                    rig.image(),
                    Rig.FLAVOR,
                    null,
                    Access.of("mesh", Rig.KEY),
                    null);
            Rig.done(other.nodes().create(request, Rig.soon()).get(0));
        }

        assertThat(rig.fake.keyPairs()).hasSize(1);
        assertThat(rig.fake.securityGroups())
                .filteredOn(group -> group.name().equals("cloudmesh-mesh"))
                .hasSize(1);
    }

    @Test
    void makesKeyAndGroupAgainAfterSomebodyGaveThemBack() {
        var ids = rig.boot("mesh", 1);
        rig.driver.nodes().destroy(ids, Rig.soon());
        try (var other = rig.connect(Map.of())) {
            other.giveBack("mesh", ids, true, Rig.soon());
        }
        assertThat(rig.fake.keyPairs()).isEmpty();

        rig.boot("mesh", 1);

        assertThat(rig.fake.keyPairs()).hasSize(1);
        assertThat(rig.fake.servers()).hasSize(1);
    }

    @Test
    void givesBackWhatIsOfThatMeshAlone() {
        var mine = rig.boot("mesh", 1);
        var others = rig.boot("mesh-2", 1);
        rig.driver.nodes().expose(mine, Rig.soon());
        rig.driver.nodes().expose(others, Rig.soon());
        rig.driver.nodes().destroy(mine, Rig.soon());

        rig.driver.giveBack("mesh", mine, true, Rig.soon());

        assertThat(rig.fake.floatingIps())
                .extracting(FakeOpenStack.FloatingIp::description)
                .containsExactly("cloudmesh-mesh-2");
        assertThat(rig.fake.securityGroups())
                .extracting(FakeOpenStack.SecurityGroup::name)
                .contains("cloudmesh-mesh-2")
                .doesNotContain("cloudmesh-mesh");
        assertThat(rig.fake.keyPairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.name()).startsWith("cloudmesh-mesh-2-"));
    }

    @Test
    void leavesWhatIsInUse() {
        rig.boot("mesh", 1);

        rig.driver.giveBack("mesh", List.of(), true, Rig.soon());

        assertThat(rig.fake.securityGroups())
                .extracting(FakeOpenStack.SecurityGroup::name)
                .contains("cloudmesh-mesh");
    }

    @Test
    void givesBackTheAddressOfAServerThatIsGoingAndOfNoOther() {
        var ids = rig.boot("mesh", 2);
        rig.driver.nodes().expose(ids, Rig.soon());

        rig.driver.giveBack("mesh", ids.subList(0, 1), false, Rig.soon());

        assertThat(rig.fake.floatingIps())
                .extracting(FakeOpenStack.FloatingIp::server)
                .containsExactly(ids.get(1));
    }

    @Test
    void givesAServerOneAddressHoweverOftenItIsAsked() {
        var ids = rig.boot("mesh", 1);

        Node first = Rig.done(rig.driver.nodes().expose(ids, Rig.soon()).get(0));
        Node second = Rig.done(rig.driver.nodes().expose(ids, Rig.soon()).get(0));

        assertThat(first.publicAddresses()).hasSize(1).isEqualTo(second.publicAddresses());
        assertThat(rig.fake.floatingIps()).hasSize(1);
    }

    @Test
    void saysThatThereAreNoMoreAddresses() {
        try (var full = new Rig(o -> o.floatingIpQuota(0), Map.of())) {
            var outcome =
                    full.driver.nodes().expose(full.boot("mesh", 1), Rig.soon()).get(0);

            assertFailed(outcome, QuotaExceededException.class);
        }
    }

    @Test
    void saysThatANetworkIsToBeNamedWhereThereAreSeveral() {
        rig.fake.putNetwork("second");

        var unnamed = rig.create(Access.of("mesh", null), Map.of());
        var named = rig.create(new Access("mesh", null, null, List.of(), List.of("second"), true), Map.of());
        var wrong = rig.create(new Access("mesh", null, null, List.of(), List.of("third"), true), Map.of());

        assertFailed(unnamed, CloudException.class);
        assertThat(((Outcome.Failed<Node>) unnamed).cause()).hasMessageContaining("default.network");
        Rig.done(named);
        assertFailed(wrong, NotFoundException.class);
    }

    @Test
    void usesTheKeyPairAndTheGroupsThatAreNamedAndMakesNone() {
        var named = rig.create(new Access("mesh", Rig.KEY, "nobodys", List.of("default"), List.of(), false), Map.of());
        var made = rig.create(new Access("mesh", null, null, List.of("default"), List.of(), false), Map.of());

        assertFailed(named, NotFoundException.class);
        Rig.done(made);
        assertThat(rig.fake.keyPairs()).isEmpty();
        assertThat(rig.fake.securityGroups()).hasSize(1);
    }

    @Test
    void sendsNoLabelThatIsTooLong() {
        var outcome = rig.create(Access.of("mesh", null), Map.of("long", "x".repeat(256)));

        assertFailed(outcome, CloudException.class);
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void doesNotKnowWhetherACreateWasDoneWhoseAnswerWasLost() {
        rig.boot("mesh", 1);
        rig.fake.inject(HttpFault.dropAfter("POST /servers"));
        rig.fake.inject(HttpFault.cut("POST /servers"));
        rig.fake.inject(HttpFault.failAfter("POST /servers", 504, "text/html", "<html>504</html>"));

        for (int i = 0; i < 3; i++) {
            var outcome = rig.create(
                    Access.of("mesh", Rig.KEY), Map.of("cloudmesh-intent", "lost", "cloudmesh-index", "" + i));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.cause()).isInstanceOf(UnavailableException.class));
        }
        assertThat(rig.driver.nodes().findByIntent("lost", Rig.soon())).hasSize(3);
        assertThat(rig.fake.servers()).hasSize(4);
    }

    @Test
    void hasBegunNothingWhereALookBeforeTheCreateFails() {
        rig.fake.inject(HttpFault.refuse("POST /os-keypairs", 503, "text/html", "<html>503</html>"));

        var outcome = rig.create(Access.of("mesh", Rig.KEY), Map.of());

        assertFailed(outcome, UnavailableException.class);
        assertThat(rig.fake.servers()).isEmpty();
    }

    @Test
    void hasBegunNothingWhereTheKeyCannotBeMadeAgain() {
        var ids = rig.boot("mesh", 1);
        rig.driver.nodes().destroy(ids, Rig.soon());
        try (var other = rig.connect(Map.of())) {
            other.giveBack("mesh", ids, true, Rig.soon());
        }
        rig.fake.inject(HttpFault.refuse("POST /os-keypairs", 503, "text/html", "<html>503</html>"));

        var outcome = rig.create(Access.of("mesh", Rig.KEY), Map.of());

        assertFailed(outcome, UnavailableException.class);
        assertThat(rig.fake.servers()).isEmpty();
    }

    @Test
    void givesBackTheGroupThoughTheKeyPairsCannotBeSeen() {
        var ids = rig.boot("mesh", 1);
        rig.driver.nodes().expose(ids, Rig.soon());
        rig.driver.nodes().destroy(ids, Rig.soon());
        rig.fake.inject(HttpFault.refuse("GET /v2.0/floatingips", 500, "text/html", "<html>500</html>"));
        rig.fake.inject(HttpFault.refuse("GET /os-keypairs", 503, "text/html", "<html>503</html>"));

        assertThatThrownBy(() -> rig.driver.giveBack("mesh", ids, true, Rig.soon()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("ListFloatingIPs")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));

        assertThat(rig.fake.securityGroups()).hasSize(1);
    }

    @Test
    void handsOutJcloudsOwnServiceAndNothingItHasNot() {
        var ids = rig.boot("mesh", 1);

        var service = rig.driver.unwrap(ComputeService.class).orElseThrow();

        assertThat(service.listNodes())
                .hasSize(1)
                .allMatch(node -> node.getProviderId().equals(ids.get(0)));
        assertThat(rig.driver.unwrap(StringBuilder.class)).isEmpty();
    }

    @Test
    void keepsNoProgramFromEndingOnceItIsClosed() throws InterruptedException {
        var before = Thread.getAllStackTraces().keySet();
        try (var driver = rig.connect(Map.of())) {
            driver.unwrap(ComputeService.class).orElseThrow().listNodes();
        }

        // The fake's own end with it.
        var left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && !thread.isDaemon())
                .filter(thread -> !thread.getName().startsWith("fake-"))
                .toList();
        for (var thread : left) {
            thread.join(10_000);
        }

        assertThat(left).noneMatch(Thread::isAlive);
    }

    private static void assertFailed(Outcome<?> outcome, Class<?> cause) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).isInstanceOf(cause));
    }
}

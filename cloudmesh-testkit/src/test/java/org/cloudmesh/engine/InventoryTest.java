package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.cloudmesh.AmbiguousNameException;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Cloud;
import org.cloudmesh.Event;
import org.cloudmesh.Flavor;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NodeStatus;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Request;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.Test;

/** What the mesh knows: nodes, catalogs, clouds, counters. */
class InventoryTest extends EngineTest {

    @Test
    void listsFromTheStoreWithoutARequest() {
        mesh.nodes().boot(2);
        var before = cloud.calls();

        var nodes = mesh.nodes().list();

        assertThat(nodes).hasSize(2);
        assertThat(cloud.calls()).isEqualTo(before);
    }

    @Test
    void asksTheCloudFirstWhereTheMeshIsToldSo() {
        try (var fresh = open(options -> options.refresh(true))) {
            cloud.add("foreign");

            assertThat(fresh.nodes().list()).extracting(Node::name).containsExactly("foreign");
            assertThat(fresh.cloud("sim").flavors().list()).hasSize(3);
        }
    }

    @Test
    void seesWhatOthersMadeAndWhatIsGone() {
        var ours = mesh.nodes().boot(2);
        cloud.add("foreign");
        cloud.remove(ours.get(0).id().providerId());
        time.advance(Duration.ofMinutes(5));

        var nodes = mesh.nodes().refresh();

        assertThat(nodes)
                .extracting(Node::name)
                .containsExactly("foreign", ours.get(1).name());
        assertThat(mesh.nodes().get(ours.get(0).id()).state()).isEqualTo(NodeState.DESTROYED);
    }

    @Test
    void doesNotBuryANodeThatIsOnlyNotListedYet() {
        cloud.listingLag(Duration.ofSeconds(20));
        var ours = mesh.nodes().boot(1);

        var nodes = mesh.nodes().refresh();

        assertThat(nodes).extracting(Node::id).containsExactly(ours.get(0).id());
        assertThat(nodes).extracting(Node::state).containsExactly(NodeState.UNKNOWN);
    }

    @Test
    void keepsWhatItHadWhenTheCloudDoesNotAnswer() {
        mesh.nodes().boot(2);
        cloud.inject(Fault.failBefore("list", new UnavailableException("sim", "list", 503, null, "down", null))
                .times(3));

        assertThatThrownBy(() -> mesh.nodes().refresh()).isInstanceOf(UnavailableException.class);

        assertThat(mesh.nodes().list()).hasSize(2);
    }

    @Test
    void findsNodesByNameIdAndHostList() {
        var nodes = mesh.nodes().boot(3, options -> options.name("web"));
        var node = nodes.get(1);

        assertThat(mesh.nodes().get("web01")).isEqualTo(node);
        assertThat(mesh.nodes().get(node.id())).isEqualTo(node);
        assertThat(mesh.nodes().get(node.id().providerId())).isEqualTo(node);
        assertThat(mesh.nodes().find("web09")).isEmpty();
        assertThat(mesh.nodes().select("web[00-02]")).containsExactlyElementsOf(nodes);
        assertThat(mesh.nodes().select("web02,web00")).containsExactly(nodes.get(2), nodes.get(0));
    }

    @Test
    void namesAllThatAreMissingAndTheNearestThereAre() {
        mesh.nodes().boot(2, options -> options.name("web"));

        assertThatThrownBy(() -> mesh.nodes().select("web[00-03]"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no node web02,web03 in this mesh, as the store has it; known: web00, web01");
        assertThatThrownBy(() -> mesh.nodes().get("wbe00"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("known: web00");
    }

    @Test
    void refusesAnEmptySelection() {
        assertThatThrownBy(() -> mesh.nodes().select(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has no name in it");
    }

    @Test
    void refusesANameThatTwoMachinesShareAndNamesBoth() {
        cloud.add("twin").add("twin");
        mesh.nodes().refresh();

        assertThatThrownBy(() -> mesh.nodes().get("twin"))
                .isInstanceOf(AmbiguousNameException.class)
                .hasMessage("the name \"twin\" is shared by [sim/sim-000001, sim/sim-000002]; use one of these ids");
        assertThatThrownBy(() -> mesh.nodes().select("twin")).isInstanceOf(AmbiguousNameException.class);
        assertThat(mesh.nodes().get(new NodeId("sim", "sim-000002")).name()).isEqualTo("twin");
        assertThat(mesh.nodes().status("twin")).hasSize(2);
    }

    @Test
    void tellsTheStatusOfWhatIsThereAndWhatIsNot() {
        mesh.nodes().boot(1, options -> options.name("web"));

        var status = mesh.nodes().status("web", "nobody");

        assertThat(status).extracting(NodeStatus::toString).containsExactly("web: RUNNING", "nobody : not found");
        assertThat(mesh.nodes().status()).extracting(NodeStatus::name).containsExactly("web");
    }

    @Test
    void keepsTheCloudsOwnMessageAndWord() {
        var node = mesh.nodes().boot(1).get(0);

        var stored = mesh.nodes().get(node.id());

        assertThat(stored.raw())
                .isEqualTo("{\"id\":\"sim-000001\",\"name\":\"base-cloudmesh-ann-1\",\"status\":\"RUNNING\"}");
        assertThat(stored.providerState()).isEqualTo("sim-RUNNING");
    }

    @Test
    void refreshesAndSearchesACatalog() {
        var images = mesh.cloud("sim").images();
        assertThat(images.list()).isEmpty();

        long count = images.refresh();

        assertThat(count).isEqualTo(2);
        assertThat(images.search("LINUX cuda")).extracting(image -> image.id()).containsExactly("sim-image-gpu");
        assertThat(images.search("null")).as("what the cloud did not say").isEmpty();
        assertThat(images.get("Sim-Linux").loginUser()).isEqualTo("sim");
        assertThat(images.find("nix")).isEmpty();
        assertThat(events).contains(new Event.CatalogRefreshed(time.now(), "sim", "image", 2));
    }

    @Test
    void stopsARefreshThatIsCancelledAndKeepsTheOldList() {
        mesh.cloud("sim").images().refresh();
        mesh.nodes().boot(1);
        var cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() -> mesh.cloud("sim").images().refresh(o -> o.cancelOn(cancelled)))
                .isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> mesh.nodes().refresh(o -> o.cancelOn(cancelled)))
                .isInstanceOf(CancelledException.class);

        assertThat(mesh.cloud("sim").images().list()).hasSize(2);
        assertThat(mesh.nodes().list()).hasSize(1);
    }

    @Test
    void findsTheCheapestFlavorThatFits() {
        var flavor = mesh.cloud("sim").flavors().findCheapest(each -> each.vcpus() >= 2);

        assertThat(flavor).map(Flavor::name).contains("m1.medium");
        assertThat(mesh.cloud("sim").flavors().findCheapest(each -> each.vcpus() > 100))
                .isEmpty();
    }

    @Test
    void namesTheNearestClouds() {
        try (var both = open(options -> options.cloud("chameleon", new SimCloud()))) {
            assertThatThrownBy(() -> both.cloud("chamelon"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessage("no cloud named \"chamelon\" in this mesh; known: chameleon, sim");
        }
    }

    @Test
    void saysSoWhenThereIsNoCloudAtAll() {
        try (var empty = org.cloudmesh.Mesh.open(options -> options.store(store).directory(directory))) {
            assertThatThrownBy(() -> empty.nodes().boot())
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("this mesh has no cloud; give Mesh.open one");
        }
    }

    @Test
    void remembersTheDefaultCloudAndWhichAreActive() {
        try (var both = open(options -> options.cloud("other", new SimCloud()))) {
            assertThat(both.use("other").name()).isEqualTo("other");
            both.cloud("sim").deactivate();
            assertThat(both.toString()).startsWith("mesh of [sim, other] remembering in ");
        }
        try (var again = open(options -> options.cloud("other", new SimCloud()))) {
            assertThat(again.cloud().name()).isEqualTo("other");
            assertThat(again.cloud("sim").isActive()).isFalse();
            assertThatThrownBy(() -> again.use("sim"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cloud \"sim\" is not active");
            assertThatThrownBy(() -> again.cloud("sim").nodes().boot())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("activate() it first");

            again.cloud("sim").activate();
            assertThat(again.clouds()).extracting(Cloud::toString).containsExactly("sim (sim)", "other (sim)");
        }
    }

    @Test
    void leavesInactiveCloudsOutOfWhatGoesOverTheMesh() {
        mesh.nodes().boot(1);
        mesh.cloud("sim").deactivate();

        assertThat(mesh.nodes().list()).isEmpty();
        assertThat(mesh.cloud("sim").nodes().list()).hasSize(1);
    }

    @Test
    void handsOutTheNativeHandle() {
        assertThat(mesh.cloud("sim").unwrap(CloudDriver.class)).isNotNull();
        assertThatThrownBy(() -> mesh.cloud("sim").unwrap(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cloud \"sim\" (sim) has no native handle of type java.lang.String");
    }

    @Test
    void showsEachRequest() {
        List<Request> requests = new ArrayList<>();
        try (var watched = open(options -> options.onRequest(requests::add))) {
            watched.nodes().boot(1);
        }

        assertThat(requests).extracting(Request::operation).containsExactly("images", "flavors", "create");
        assertThat(requests.get(2).toString()).startsWith("sim create 200 sim-3");
    }

    @Test
    void survivesAListenerThatFails() {
        mesh.onEvent(event -> {
            throw new IllegalStateException("mine");
        });

        assertThat(mesh.nodes().boot(1)).hasSize(1);
    }

    @Test
    void stopsTellingOnceTheSubscriptionIsClosed() {
        var heard = new ArrayList<Event>();
        var subscription = mesh.onEvent(heard::add);
        mesh.nodes().boot(1);
        subscription.close();

        mesh.nodes().boot(1);

        assertThat(heard).hasSize(1);
    }

    @Test
    void countsForAllProgramsOnTheStore() {
        var counters = mesh.counters();

        assertThat(counters.incr("web")).isEqualTo(1);
        assertThat(counters.decr("web")).isZero();
        assertThat(counters.decr("web")).isZero();
        counters.set("web", 7);
        assertThat(counters.incr()).isEqualTo(1);
        try (var other = open(options -> {})) {
            assertThat(other.counters().get("web")).isEqualTo(7);
            assertThat(other.counters().get()).isEqualTo(1);
        }
        assertThatThrownBy(() -> counters.set("web", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be -1");
    }

    @Test
    void refusesToWorkOnceItIsClosed() {
        mesh.close();
        mesh.close();

        assertThatThrownBy(() -> mesh.nodes().boot()).hasMessageContaining("closed");
        assertThat(shell.isClosed()).isTrue();
    }

    /** A cloud may forget a machine for a while; it is billed all the same. */
    @Test
    void seesAMachineAgainThatWasTakenForGone() {
        var forgetful = new AtomicBoolean();
        var wrapped = new Wrapped(new SimCloud(), (method, arguments, real) -> switch (method) {
            case "list" -> forgetful.get() ? Stream.of() : real.call();
            case "get" -> forgetful.get() ? List.of() : real.call();
            default -> real.call();
        });
        try (var other = open(options -> options.cloud("other", wrapped))) {
            var nodes = other.cloud("other").nodes();
            nodes.boot(1);
            time.advance(Duration.ofMinutes(5));
            forgetful.set(true);
            assertThat(nodes.refresh()).isEmpty();
            forgetful.set(false);
            time.advance(Duration.ofHours(1));

            assertThat(nodes.refresh()).extracting(Node::state).containsExactly(NodeState.RUNNING);
        }
    }

    /** Its clock is behind ours by more than it takes to list a machine. */
    @Test
    void buriesNoNewMachineOfACloudWhoseClockIsBehind() {
        cloud.bootTime(Duration.ofSeconds(10));
        var behind = new Wrapped(cloud, (method, arguments, real) -> switch (method) {
            case "create" -> InventoryTest.created(real.call(), Duration.ofMinutes(-5));
            case "list" -> Stream.of();
            case "get" -> List.of();
            default -> real.call();
        });
        try (var other = open(options -> options.cloud("behind", behind))) {
            var nodes = other.cloud("behind").nodes();
            nodes.boot(1);

            assertThat(nodes.refresh()).extracting(Node::state).containsExactly(NodeState.PENDING);
            time.advance(Duration.ofMinutes(2));
            assertThat(nodes.refresh()).isEmpty();
        }
    }

    private static List<?> created(Object outcomes, Duration skew) {
        return ((List<?>) outcomes)
                .stream()
                        .map(outcome -> (Outcome.Done<?>) outcome)
                        .map(done -> (Node) done.value())
                        .map(node -> Outcome.done(new NodeBuilder(node)
                                .createdAt(node.observedAt().plus(skew))
                                .build()))
                        .toList();
    }

    @Test
    void findsTheOneThatIsSpelledSoFirst() {
        cloud.add("web-1").add("web_1");
        mesh.nodes().refresh();

        assertThat(mesh.nodes().get("web_1").name()).isEqualTo("web_1");
        assertThat(mesh.nodes().get("web-1").name()).isEqualTo("web-1");
        assertThatThrownBy(() -> mesh.nodes().get("WEB.1")).isInstanceOf(AmbiguousNameException.class);
    }

    @Test
    void asksTheCloudForAStatusWhereTheMeshRefreshes() {
        var node = mesh.nodes().boot(1, options -> options.name("web")).get(0);
        mesh.nodes().refresh();
        cloud.breakNode(node.id().providerId());

        try (var refreshing = open(options -> options.refresh(true))) {
            var status = refreshing.nodes().status("web");

            assertThat(status).singleElement().hasToString("web: ERROR");
        }
    }

    @Test
    void keepsWhatWasSeenLaterWhenAListWasSlow() {
        var node = mesh.nodes().boot(1).get(0);
        var slow = new Wrapped(cloud, (method, arguments, real) -> {
            var answer = real.call();
            if (method.equals("list")) {
                var listed = ((Stream<?>) answer).toList();
                time.advance(Duration.ofSeconds(1));
                mesh.nodes().stop(node);
                return listed.stream();
            }
            return answer;
        });
        mesh.nodes().await(List.of(node), NodeState.RUNNING, Duration.ofMinutes(1));

        try (var other = openOn(slow)) {
            var seen = other.nodes().refresh();

            assertThat(seen).extracting(Node::state).containsExactly(NodeState.STOPPED);
        }
    }

    @Test
    void takesANodeThatIsListedJustAfterItWasDestroyedForDestroyed() {
        var node = mesh.nodes().boot(1).get(0);
        var back = new Wrapped(
                cloud,
                (method, arguments, real) -> method.equals("list")
                        ? Stream.of(new NodeBuilder(node).observedAt(time.now()).build())
                        : real.call());
        mesh.nodes().destroy(node);

        try (var other = openOn(back)) {
            time.advance(Duration.ofMinutes(1));
            var soon = other.nodes().refresh();
            time.advance(Duration.ofMinutes(30));
            var late = other.nodes().refresh();

            assertThat(soon).isEmpty();
            assertThat(late).extracting(Node::id).containsExactly(node.id());
        }
    }

    private Mesh openOn(CloudProvider provider) {
        return Mesh.open(options -> options.cloud(provider)
                .store(store)
                .shell(shell)
                .time(time)
                .user("ann")
                .directory(directory));
    }
}

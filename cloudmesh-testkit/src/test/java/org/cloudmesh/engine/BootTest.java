package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Event;
import org.cloudmesh.Failure;
import org.cloudmesh.Feature;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.StoreException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.NamingStrategy;
import org.cloudmesh.spi.Query;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootTest extends EngineTest {

    private final UnavailableException lost =
            new UnavailableException("sim", "create", 504, "req-1", "gateway timeout", null);

    @Test
    void needsNoArgument() {
        var nodes = mesh.nodes().boot();

        assertThat(nodes).extracting(Node::name).containsExactly("base-cloudmesh-ann-1");
        assertThat(nodes.failures()).isEmpty();
        assertThat(cloud.names()).containsExactly("base-cloudmesh-ann-1");
    }

    @ParameterizedTest(name = "{0} nodes, {1} a request")
    @CsvSource({"1,1", "100,1", "101,1", "1000,1", "1,1000", "100,100", "101,100", "1000,1000"})
    void returnsOrReportsEachOfThoseAskedFor(int count, int maxBatch) {
        cloud.maxBatch(maxBatch).quota(count - count / 3);

        var nodes = mesh.nodes().boot(count, options -> options.atLeast(1));

        assertThat(nodes).hasSize(count - count / 3);
        assertThat(nodes.failures()).hasSize(count / 3);
        assertThat(nodes.failures())
                .extracting(Failure::cause)
                .allSatisfy(cause -> assertThat(cause).isInstanceOf(QuotaExceededException.class));
        assertThat(cloud.names())
                .hasSameElementsAs(nodes.stream().map(Node::name).toList());
        assertThat(mesh.nodes().list()).hasSameElementsAs(nodes);
    }

    @Test
    void throwsWithBothHalvesWhenFewerWereMadeThanWanted() {
        cloud.quota(3);

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().boot(5));

        assertThat(e.batch()).hasSize(3);
        assertThat(e.batch().failures()).extracting(Failure::reference).hasSize(2);
        assertThat(e).hasMessageStartingWith("boot: 3 of 5 done; ").hasMessageContaining("quota of 3");
        assertThat(mesh.nodes().list()).hasSize(3);
    }

    @Test
    void freesTheNamesOfMachinesThatWereRefused() {
        cloud.inject(Fault.refuse("create", new QuotaExceededException("sim", "create", 403, null, "full", null))
                .only("web01"::equals)
                .times(1));
        mesh.nodes().boot(2, options -> options.name("web").atLeast(1));

        var again = mesh.nodes().boot(1, options -> options.name("web01"));

        assertThat(again).extracting(Node::name).containsExactly("web01");
    }

    @Test
    void writesTheIntentBeforeItAsksTheCloud() {
        var before = new CopyOnWriteArrayList<Long>();
        store.beforeWrite(document -> {
            if (document.kind().equals("intent") && "OPEN".equals(document.state())) {
                before.add(calls("create"));
            }
        });

        mesh.nodes().boot(3);

        assertThat(before).containsExactly(0L);
        assertThat(store.find(Query.of("intent"))).extracting(Document::state).containsExactly("CLOSED");
    }

    @Test
    void asksNothingOfTheCloudWhenTheIntentCannotBeWritten() {
        store.beforeWrite(document -> {
            if (document.kind().equals("intent")) {
                throw new StoreException("disk full");
            }
        });

        assertThatThrownBy(() -> mesh.nodes().boot(3)).isInstanceOf(StoreException.class);

        assertThat(calls("create")).isZero();
        assertThat(store.count(Query.of("claim"))).isZero();
    }

    @Test
    void writesNameUserIntentAndLabelsOnEachMachine() {
        var nodes = mesh.nodes().boot(2, options -> options.name("web").label("experiment", "demo"));

        assertThat(nodes)
                .allSatisfy(node -> assertThat(node.labels())
                        .containsEntry("experiment", "demo")
                        .containsEntry("cloudmesh-name", node.name())
                        .containsEntry("cloudmesh-user", "ann")
                        .containsKey("cloudmesh-intent"));
        assertThat(nodes)
                .extracting(node -> node.labels().get("cloudmesh-index"))
                .containsExactly("0", "1");
    }

    @Test
    void keepsUserDataOutOfTheStoreButForItsHash() {
        mesh.nodes().boot(1, options -> options.userData("password=canary-of-a-secret"));

        var stored = List.of("intent", "cloud", "claim").stream()
                .flatMap(kind -> store.find(Query.of(kind)).stream())
                .map(Document::json)
                .toList();
        assertThat(stored).hasSize(3).noneMatch(json -> json.contains("canary-of-a-secret"));
        assertThat(stored).anyMatch(json -> json.contains("userdatasha256"));
    }

    @ParameterizedTest
    @EnumSource(
            value = CreateGuarantee.class,
            names = {"TOKEN", "METADATA"})
    void makesNothingTwiceWhenTheAnswerIsLost(CreateGuarantee guarantee) {
        cloud.guarantee(guarantee).maxBatch(10).inject(Fault.failAfter("create", lost));

        var nodes = mesh.nodes().boot(5);

        assertThat(nodes).hasSize(5);
        assertThat(cloud.names()).hasSize(5);
    }

    @Test
    void sendsACreateAgainOnlyWhereATokenMakesThatHarmless() {
        cloud.guarantee(CreateGuarantee.METADATA).inject(Fault.failBefore("create", lost));

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().boot(1));

        assertThat(calls("create")).isEqualTo(1);
        assertThat(e.batch().failures()).extracting(Failure::cause).containsExactly(lost);
        assertThat(store.count(Query.of("claim"))).isZero();
    }

    @Test
    void sendsACreateAgainUnderItsToken() {
        cloud.guarantee(CreateGuarantee.TOKEN)
                .inject(Fault.failBefore("create", lost).times(2));

        var nodes = mesh.nodes().boot(1);

        assertThat(nodes).hasSize(1);
        assertThat(calls("create")).isEqualTo(3);
    }

    @Test
    void reportsAMachineNobodyCanAccountForAndKeepsItsIntentOpen() {
        cloud.guarantee(CreateGuarantee.NONE).inject(Fault.failAfter("create", lost));

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().boot(1));

        assertThat(e).hasMessageContaining("it may have been made: recover() will look for it (intent ");
        assertThat(store.find(Query.of("intent").state("OPEN"))).hasSize(1);
        assertThat(calls("create")).isEqualTo(1);
    }

    @Test
    void waitsForAMachineThatIsNotListedAtOnce() {
        cloud.guarantee(CreateGuarantee.METADATA)
                .listingLag(Duration.ofSeconds(20))
                .inject(Fault.failAfter("create", lost));

        var nodes = mesh.nodes().boot(1);

        assertThat(nodes).hasSize(1);
        assertThat(calls("create")).isEqualTo(1);
    }

    @Test
    void stopsWhenItIsCancelled() {
        var cancellation = new Cancellation();
        cancellation.cancel();

        var e = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().boot(2, options -> options.cancelOn(cancellation)));

        assertThat(e.batch().failures()).hasSize(2);
        assertThat(e.batch().failures())
                .extracting(Failure::cause)
                .allSatisfy(cause -> assertThat(cause).isInstanceOf(CancelledException.class));
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void tellsOfEachNewNode() {
        mesh.nodes().boot(2);

        assertThat(events)
                .filteredOn(Event.NodeChanged.class::isInstance)
                .extracting(Event::toString)
                .containsExactly("base-cloudmesh-ann-1 new -> RUNNING", "base-cloudmesh-ann-2 new -> RUNNING");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesToBootNone(int count) {
        assertThatThrownBy(() -> mesh.nodes().boot(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("boot makes 1 machine or more, not %d; nothing was asked of \"sim\"".formatted(count));
        assertUntouched();
    }

    @Test
    void refusesToPromiseMoreThanItMakes() {
        assertThatThrownBy(() -> mesh.nodes().boot(2, options -> options.atLeast(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 3 of 2 machines");
        assertUntouched();
    }

    @Test
    void namesTheNearestFlavorsWhenThereIsNoSuch() {
        assertThatThrownBy(() -> mesh.nodes().boot(1, options -> options.flavor("m1.smal")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("cloud \"sim\" has no flavor \"m1.smal\"; known: m1.small, m1.large, m1.medium");
        assertUntouched();
    }

    @Test
    void namesTheNearestImagesTheStoreHas() {
        mesh.cloud("sim").images().refresh();

        assertThatThrownBy(() -> mesh.nodes().boot(1, options -> options.image("sim-linux-cuda12")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("known: Sim-Linux-CUDA, Sim-Linux");
        assertUntouched();
    }

    @Test
    void fetchesNoImageListForAnError() {
        assertThatThrownBy(() -> mesh.nodes().boot(1, options -> options.image("nix")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("none is in the store; images().refresh() fetches the list");
        assertThat(calls("images")).isEqualTo(1);
    }

    @Test
    void asksForAnIdOnceHoweverOftenItIsBooted() {
        mesh.nodes().boot(1, options -> options.flavor("sim-large"));

        var node = mesh.nodes().boot(1, options -> options.flavor("sim-large")).get(0);

        assertThat(node.flavor()).isEqualTo("sim-large");
        assertThat(calls("flavors")).isEqualTo(1);
    }

    @Test
    void asksForANameEachTimeForItMayStandForSomethingElseNow() {
        mesh.nodes().boot(1, options -> options.flavor("m1.large"));

        mesh.nodes().boot(1, options -> options.flavor("m1.large"));

        assertThat(calls("flavors")).isEqualTo(2);
    }

    @Test
    void believesAFetchedListMoreThanWhatItAskedForBefore() {
        mesh.nodes().boot(1, options -> options.image("sim-image-gpu"));
        mesh.cloud("sim").images().refresh();
        var gpu = Query.of("image").name("Sim-Linux-CUDA");
        store.delete("image", store.find(gpu).stream().map(Document::key).toList());
        long before = calls("images");

        mesh.nodes().boot(1, options -> options.image("sim-image-gpu"));

        assertThat(calls("images")).isEqualTo(before + 1);
    }

    @Test
    void refusesUserDataWhereTheCloudTakesNone() {
        cloud.features(Set.of(Feature.BOOT));

        assertThatThrownBy(() -> mesh.nodes().boot(1, options -> options.userData("#!/bin/sh")))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("cloud \"sim\" has no USER_DATA; nothing was sent");
        assertUntouched();
    }

    @Test
    void refusesToForgetMachinesThatCostMoney() {
        var billed = new SimCloud().billed(true);
        try (var forgetful =
                Mesh.open(options -> options.cloud(billed).directory(directory).shell(shell))) {
            assertThatThrownBy(() -> forgetful.nodes().boot())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("put cloudmesh-store on the class path, or pass Store.inMemory() by name");
        }
        assertThat(billed.names()).isEmpty();
    }

    @Test
    void takesTheFirstFreeNameInTheWholeMeshHoweverItIsSpelled() {
        var other = new SimCloud();
        try (var both = open(options -> options.cloud("other", other))) {
            both.cloud("sim").nodes().boot(1, options -> options.name("TEST_VM"));

            var nodes = both.cloud("other").nodes().boot(1, options -> options.name("test-vm"));

            assertThat(nodes).extracting(Node::name).containsExactly("test-vm1");
        }
    }

    @Test
    void countsNodesThatOthersMadeAsTaken() {
        cloud.add("web");
        mesh.nodes().refresh();

        var nodes = mesh.nodes().boot(1, options -> options.name("web"));

        assertThat(nodes).extracting(Node::name).containsExactly("web1");
    }

    @Test
    void freesANameWhenItsMachineIsDestroyed() {
        var nodes = mesh.nodes().boot(1, options -> options.name("web"));
        mesh.nodes().destroy(nodes);

        var again = mesh.nodes().boot(1, options -> options.name("web"));

        assertThat(again).extracting(Node::name).containsExactly("web");
    }

    @Test
    void bootsAHostList() {
        var nodes = mesh.nodes().boot(1, options -> options.name("a[1-3,18]"));

        assertThat(nodes).extracting(Node::name).containsExactly("a1", "a2", "a3", "a18");
    }

    @Test
    void takesTheMeshsOwnDefaultName() {
        try (var named = open(options -> options.name("test01_cloudmesh"))) {
            var nodes = named.nodes().boot(2);

            assertThat(nodes).extracting(Node::name).containsExactly("test01_cloudmesh00", "test01_cloudmesh01");
        }
    }

    @Test
    void takesACallersOwnStrategy() {
        NamingStrategy byNumber = request -> IntStream.rangeClosed(1, request.count())
                .mapToObj(i -> "n" + request.nextNumber().applyAsLong("mine") * 10)
                .toList();
        try (var named = open(options -> options.naming(byNumber))) {
            assertThat(named.nodes().boot(2)).extracting(Node::name).containsExactly("n10", "n20");
            assertThat(named.counters().get("mine")).isEqualTo(2);
        }
    }

    @Test
    void refusesAStrategyThatGivesTakenNames() {
        NamingStrategy stubborn = request -> List.of("web");
        try (var named = open(options -> options.naming(stubborn))) {
            named.nodes().boot();

            assertThatThrownBy(() -> named.nodes().boot())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"web\", which is taken");
        }
        assertThat(cloud.names()).containsExactly("web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my vm", "-web", "web/1", "größe"})
    void refusesANameNoCloudTakes(String name) {
        assertThatThrownBy(() -> mesh.nodes().boot(1, options -> options.name(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"%s\" cannot be a machine's name".formatted(name));
        assertUntouched();
    }

    @Test
    void namesEveryFailureByItsReferenceAndCause() {
        CloudmeshException cause = new QuotaExceededException("sim", "create", 403, "req-7", "no more", null);
        cloud.inject(Fault.refuse("create", cause).only("web01"::equals));

        var nodes = mesh.nodes().boot(3, options -> options.name("web").atLeast(2));

        assertThat(nodes).extracting(Node::name).containsExactly("web00", "web02");
        assertThat(nodes.failures()).containsExactly(new Failure("web01", null, cause));
    }

    @Test
    void goesToTheDefaultCloud() {
        var other = new SimCloud();
        try (var both = open(options -> options.cloud("other", other))) {
            both.use("other");

            var nodes = both.nodes().boot();

            assertThat(nodes).extracting(Node::cloud).containsExactly("other");
        }
    }

    @Test
    void recordsTheNodesItReturns() {
        var nodes = mesh.nodes().boot(3);

        assertThat(mesh.nodes().list()).containsExactlyElementsOf(nodes);
        assertThat(mesh.nodes().get(nodes.get(1).id())).isEqualTo(nodes.get(1));
        assertThat(nodes).extracting(Node::state).containsOnly(NodeState.RUNNING);
        assertThat(nodes.get(0).raw()).startsWith("{\"id\":\"sim-");
        assertThat(Map.copyOf(nodes.get(0).labels())).isNotEmpty();
    }

    private void assertUntouched() {
        assertThat(cloud.names()).isEmpty();
        assertThat(store.count(Query.of("claim"))).isZero();
        assertThat(store.count(Query.of("intent"))).isZero();
    }

    @Test
    void losesNoMachineWhenTheRequestThatIsSentAgainIsRefused() {
        cloud.guarantee(CreateGuarantee.TOKEN)
                .maxBatch(10)
                .inject(Fault.lose("create", lost).only(name -> name.equals("web01") && calls("create") == 1))
                .inject(Fault.refuse("create", lost).only(name -> calls("create") > 1));

        var nodes = mesh.nodes().boot(2, options -> options.name("web"));

        assertThat(nodes).extracting(Node::name).containsExactly("web00", "web01");
        assertThat(mesh.nodes().list()).hasSize(2);
    }

    @Test
    void bootsAgainUnderTheIdOfAMachineThatIsGone() {
        cloud.idsByName();
        mesh.nodes().destroy(mesh.nodes().boot(1, options -> options.name("web")));
        time.advance(Duration.ofSeconds(1));

        var again = mesh.nodes().boot(1, options -> options.name("web"));

        assertThat(again).extracting(Node::state).containsExactly(NodeState.RUNNING);
        assertThat(mesh.nodes().list()).isEqualTo(again);
        assertThat(mesh.nodes().get("web")).isEqualTo(again.get(0));
    }

    @Test
    void keepsANameForItsClaimantWhenAnEarlierOwnerOfItIsRecovered() {
        cloud.guarantee(CreateGuarantee.NONE).inject(Fault.failAfter("create", lost));
        assertThatThrownBy(() -> mesh.nodes().boot(1, options -> options.name("web")))
                .isInstanceOf(PartialFailureException.class);
        mesh.nodes().destroy(mesh.nodes().refresh());
        cloud.guarantee(CreateGuarantee.METADATA);
        var claims = new CopyOnWriteArrayList<Long>();

        try (var other = open(options -> options.onRequest(request -> {
            if (request.operation().equals("create")) {
                mesh.recover();
                claims.add(store.count(Query.of("claim")));
            }
        }))) {
            other.nodes().boot(1, options -> options.name("web"));
        }

        assertThat(claims).containsExactly(1L);
    }

    @Test
    void bootsNothingWhereTheCloudCannot() {
        cloud.features(Set.of(Feature.STOP));

        assertThatThrownBy(() -> mesh.nodes().boot(1)).isInstanceOf(UnsupportedFeatureException.class);

        assertThat(store.find(Query.of("claim"))).isEmpty();
        assertThat(cloud.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TOKEN, create 5", "NAME, create 1"})
    void sendsAgainTheWholeRequestOfATokenAndOnlyWhatIsMissingOfNames(CreateGuarantee guarantee, String again) {
        cloud.guarantee(guarantee)
                .maxBatch(100)
                .inject(Fault.lose("create", lost).only("web2"::equals).times(1));

        var nodes = mesh.nodes().boot(5, options -> options.name("web[1-5]"));

        assertThat(nodes).hasSize(5);
        assertThat(cloud.names()).hasSize(5);
        assertThat(cloud.changes()).containsExactly("create 5", again);
    }

    @Test
    void takesTheNextNameWhenAnotherProgramIsFaster() {
        try (var faster = open(options -> {})) {
            var raced = new AtomicBoolean();
            store.beforeWrite(document -> {
                if (document.kind().equals("claim") && raced.compareAndSet(false, true)) {
                    faster.nodes().boot(1, options -> options.name("web1"));
                }
            });

            var nodes = mesh.nodes().boot(2, options -> options.name("web1"));

            assertThat(nodes).extracting(Node::name).containsExactly("web2", "web3");
            assertThat(cloud.names()).hasSize(3).doesNotHaveDuplicates();
            assertThat(store.find(Query.of("claim"))).hasSize(3);
        }
    }

    @Test
    void freesTheNamesOfABootThatCouldNotBeWrittenDown() {
        store.beforeWrite(document -> {
            if (document.kind().equals("intent")) {
                throw new StoreException("disk full");
            }
        });

        assertThatThrownBy(() -> mesh.nodes().boot(3)).isInstanceOf(StoreException.class);

        assertThat(store.find(Query.of("claim"))).isEmpty();
        assertThat(cloud.changes()).isEmpty();
    }
}

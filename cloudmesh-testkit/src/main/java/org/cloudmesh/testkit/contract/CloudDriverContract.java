package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Request;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link CloudDriver} keeps. Extend it, and say which provider; each test connects to an account that need not
 * be empty. The contract destroys the nodes it made, and closes the driver; a key pair and a group of {@link #access} may stay. What needs a {@link Feature} that is not
 * declared does not apply, but the feature is refused then.
 */
public abstract class CloudDriverContract extends Contract {

    private static final String CLOUD = "here";
    private static final String SECRET = "canary-of-a-secret-in-user-data";
    private static final String USER_DATA = "#!/bin/sh\n: " + SECRET + "\n";
    private static final String BASE64 = Base64.getEncoder().encodeToString(USER_DATA.getBytes(StandardCharsets.UTF_8));
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final JsonMapper JSON = new JsonMapper();

    /** One for all tests: a cloud may take a while to let go of a group, and have room for few. */
    private static final String MESH = "contract" + Long.toString(new SecureRandom().nextLong(1L << 40), 36);

    // Names, intents and tokens of another run may still be known to the account.
    private final String run = Long.toString(new SecureRandom().nextLong(1L << 40), 36);
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Node> created = new ConcurrentLinkedQueue<>();
    private final Set<String> intents = ConcurrentHashMap.newKeySet();
    private Set<Thread> threadsBefore = Set.of();
    private Path directory;
    private CloudProvider provider;
    private CloudDriver driver;

    /** For those who keep it. */
    protected CloudDriverContract() {}

    /** The kind of cloud; called once a test. */
    protected abstract CloudProvider provider();

    /** The clock the driver is given. */
    protected Time time() {
        return Time.system();
    }

    /** How long a node may take from one state to the next. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Called between two looks at a node; passes some of the {@link #time()}. */
    protected void pause() {
        try {
            time().sleep(LOOK);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted between two looks at a node", e);
        }
    }

    /** How many nodes a batch has that is large; 3 at least. */
    protected int large() {
        return 100;
    }

    /** How many nodes are enough to see whether any is listed twice. */
    protected int many() {
        return 25;
    }

    /** The id of an image to boot. */
    protected String image() {
        return id(driver.images(), driver.defaults().image());
    }

    /** The id of a flavor to boot. */
    protected String flavor() {
        return id(driver.flavors(), driver.defaults().flavor());
    }

    /** Who may log in, as in authorized_keys. */
    protected String publicKey() {
        return "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILjYdBCCuEucqqX/7/Ru38PV2RxnV7fK5BI3SdkVPr5d contract";
    }

    /** How each node is to be reached; by what is made for a mesh of this run's own, unless said otherwise. */
    protected Access access() {
        return Access.of(MESH, publicKey());
    }

    /** An id of the form the cloud gives nodes, that no node has. */
    protected String unknownId() {
        return "no-such-node";
    }

    /** The names of tests that this account is no witness of, for its cloud is but an imitation. Each with its reason. */
    protected Map<String, String> notWitnessed() {
        return Map.of();
    }

    /** The names of threads that belong to the whole program, such as those of an HTTP client; they end when idle. */
    protected Set<String> sharedThreads() {
        return Set.of();
    }

    /** Whether the cloud refuses to start what runs and to stop what is stopped; some, like EC2, take both for done. */
    protected boolean refusesNeedlessVerbs() {
        return true;
    }

    @Override
    @Nullable
    Object implementation() {
        return driver;
    }

    @BeforeEach
    void connect(@TempDir Path files, TestInfo test) {
        var why = test.getTestMethod().map(Method::getName).map(notWitnessed()::get);
        assumeTrue(why.isEmpty(), () -> "not witnessed here: " + why.orElse(""));
        directory = files.resolve(CLOUD);
        threadsBefore = Threads.live();
        provider = provider();
        driver = connect(CLOUD, requests);
    }

    private CloudDriver connect(String name, Queue<Request> told) {
        return provider.connect(new CloudContext(name, directory.resolveSibling(name), time(), told::add));
    }

    private void connectAnew() {
        driver.close();
        driver = connect(CLOUD, requests);
    }

    @AfterEach
    void destroyNodesAndClose() {
        if (driver == null) {
            return;
        }
        try {
            destroyNodes();
        } finally {
            driver.close();
        }
    }

    /** What was made is found by its intents, too: a driver may be wrong in what it says it made. */
    private void destroyNodes() {
        var nodes = new LinkedHashSet<>(ids(created));
        for (var intent : intents) {
            driver.nodes().findByIntent(intent, deadline()).forEach(found -> nodes.add(id(found.node())));
        }
        if (!nodes.isEmpty()) {
            each(List.copyOf(nodes), driver.nodes()::destroy);
            driver.giveBack(access().mesh(), nodes, false, deadline());
        }
        created.clear();
        intents.clear();
    }

    /** In use until the last one is gone, which may take some looks. */
    private void giveBack(List<String> nodes) {
        var mesh = access().mesh();
        eventually(this::living, it -> Collections.disjoint(ids(it), nodes));
        driver.giveBack(mesh, nodes, true, deadline());
    }

    // what is constant

    @Test
    void sendsNothingUntilItIsAskedForSomething() {
        driver.features();
        driver.createGuarantee();
        driver.defaults();
        driver.nodeName("web");
        driver.isBilled();
        driver.pollInterval();
        driver.settleTime();
        driver.nodes().maxBatch();
        driver.images();
        driver.flavors();
        driver.locations();

        driver.close();

        assertThat(requests).isEmpty();
    }

    @Test
    void saysTheSameEachTime() {
        var features = Set.copyOf(driver.features());
        var guarantee = driver.createGuarantee();

        list();
        boot("constant", features.contains(Feature.BOOT) ? 1 : 0);

        for (int i = 0; i < 3; i++) {
            assertThat(driver.features()).isEqualTo(features);
            assertThat(driver.createGuarantee()).isEqualTo(guarantee);
        }
        assertThat(driver.nodes().maxBatch()).isPositive();
        assertThat(driver.pollInterval()).isPositive();
        assertThat(driver.settleTime().isNegative()).isFalse();
    }

    @Test
    void givesANameThatNeedsNoMoreChanging() {
        for (var name : List.of("Web-01", "web_01.example", "w", "0".repeat(63))) {
            var given = driver.nodeName(name);

            var again = driver.nodeName(given);

            assertThat(again).isEqualTo(given).isNotBlank();
        }
    }

    @Test
    void givesTwoNamesTwoForms() {
        var given = IntStream.range(0, 100).mapToObj(i -> driver.nodeName("web" + i));

        assertThat(given).doesNotHaveDuplicates();
    }

    @Test
    void handsOutNoHandleItHasNot() {
        var handle = driver.unwrap(CharSequence.class);

        assertThat(handle).isEmpty();
    }

    // create

    @Test
    void makesANodeOfTheNameAndLabelsAskedFor() {
        var before = time().now();

        var node = boot("one", 1).get(0);

        assertThat(node.id().cloud()).isEqualTo(CLOUD);
        assertThat(node.name()).isEqualTo(name("one", 0));
        assertThat(node.labels()).containsAllEntriesOf(labels("one", 0));
        assertThat(node.state()).isIn(NodeState.PENDING, NodeState.RUNNING);
        assertThat(node.observedAt()).isBetween(before, time().now());
    }

    @Test
    void answersForEachNodeOfACreateInOrder() {
        int count = 5;

        var nodes = boot("several", count);

        assertThat(nodes).extracting(Node::name).containsExactlyElementsOf(names("several", count));
        assertThat(ids(nodes)).doesNotHaveDuplicates();
    }

    @Test
    void makesNoMoreNodesThanItWasAskedFor() {
        var before = ids(list());

        var nodes = boot("exact", 5);
        eventuallyListed(nodes);
        eventuallyFound("exact", 5);
        var names = names("exact", 5);
        var added = list().stream()
                .filter(node -> !before.contains(id(node)))
                .filter(node -> names.contains(node.name()) || isOf("exact", node))
                .toList();

        assertThat(ids(added)).containsExactlyInAnyOrderElementsOf(ids(nodes));
    }

    @Test
    void keepsTheNameAndLabelsOfANode() {
        var node = boot("kept", 1).get(0);

        var kept = eventuallyListed(List.of(node)).get(0);

        assertThat(kept.name()).isEqualTo(node.name());
        assertThat(kept.labels()).containsAllEntriesOf(labels("kept", 0));
    }

    @Test
    void makesNothingForNoNodes() {
        needs(Feature.BOOT);

        var outcomes = driver.nodes().create(request("none", 0, 0, image(), null), deadline());

        assertThat(outcomes).isEmpty();
        assertThat(found("none")).isEmpty();
    }

    @Test
    void refusesAnImageThatIsNone() {
        needs(Feature.BOOT);
        var request = request("imageless", 0, 1, "no-such-image", null);

        var outcomes = driver.nodes().create(request, deadline());

        assertThat(outcomes).singleElement().satisfies(outcome -> assertFailed(outcome, NotFoundException.class));
        assertThat(found("imageless")).isEmpty();
    }

    @Test
    void refusesAFlavorThatIsNone() {
        needs(Feature.BOOT);
        var request = request("flavorless", 0, 1, image(), "no-such-flavor", null);

        var outcomes = driver.nodes().create(request, deadline());

        assertThat(outcomes).singleElement().satisfies(outcome -> assertFailed(outcome, NotFoundException.class));
        assertThat(found("flavorless")).isEmpty();
    }

    @Test
    void makesNothingNewForATokenItKnows() {
        guarantees(CreateGuarantee.TOKEN);
        var request = request("again", 0, batch(3), image(), null);

        var first = make(request);
        var second = done(driver.nodes().create(request, deadline()));

        assertThat(ids(second)).isEqualTo(ids(first));
        assertThat(eventuallyFound("again", first.size())).hasSameSizeAs(first);
    }

    @Test
    void makesNothingNewForANameItHas() {
        guarantees(CreateGuarantee.NAME);
        var request = request("again", 0, batch(3), image(), null);

        var first = make(request);
        var second = done(driver.nodes().create(request, deadline()));

        assertThat(ids(second)).isEqualTo(ids(first));
        assertThat(eventuallyFound("again", first.size())).hasSameSizeAs(first);
    }

    @Test
    void makesNewNodesForANewRequest() {
        var first = boot("first", 2);

        var second = boot("second", 2);

        assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
        assertThat(second).extracting(Node::name).containsExactlyElementsOf(names("second", 2));
    }

    @Test
    void makesNodesForSeveralThreadsAtOnce() throws Exception {
        needs(Feature.BOOT);

        var made = Threads.all(4, thread -> boot("thread" + thread, 3));

        assertThat(ids(made.stream().flatMap(List::stream).toList())).doesNotHaveDuplicates();
        for (int thread = 0; thread < made.size(); thread++) {
            var intent = "thread" + thread;
            assertThat(made.get(thread)).extracting(Node::name).containsExactlyElementsOf(names(intent, 3));
            assertThat(made.get(thread)).allMatch(node -> isOf(intent, node));
        }
    }

    // secrets

    @Test
    void letsNoUserDataBeSeen() {
        needs(Feature.BOOT);
        needs(Feature.USER_DATA);
        var request = request("secret", 0, 1, image(), USER_DATA);

        var made = make(request);
        var seen = eventuallyListed(made);
        var got = driver.nodes().get(ids(made), deadline());

        assertThat(request.toString()).doesNotContain(SECRET);
        for (var node : concat(concat(made, seen), got)) {
            assertNoSecret(node.toString(), node.raw(), node.labels().toString(), String.valueOf(node.message()));
        }
        assertNoSecret(requests.toString(), driver.toString(), driver.nodes().toString());
    }

    @Test
    void letsNoUserDataBeSeenInARefusal() {
        needs(Feature.BOOT);
        needs(Feature.USER_DATA);
        var request = request("refused", 0, 1, "no-such-image", USER_DATA);

        var outcomes = driver.nodes().create(request, deadline());

        assertThat(outcomes).singleElement().satisfies(outcome -> assertFailed(outcome, NotFoundException.class));
        var trace = new StringWriter();
        ((Outcome.Failed<Node>) outcomes.get(0)).cause().printStackTrace(new PrintWriter(trace));
        assertNoSecret(outcomes.toString(), trace.toString(), requests.toString());
    }

    @Test
    void keepsNoUserDataInAFile() {
        needs(Feature.BOOT);
        needs(Feature.USER_DATA);

        make(request("filed", 0, 1, image(), USER_DATA));
        var files = eventually(this::filesWithASecret, List::isEmpty);

        assertThat(files).isEmpty();
    }

    // reads

    @Test
    void listsEachNodeOnce() {
        var nodes = boot("many", many());

        eventuallyListed(nodes);
        var listed = list();

        assertThat(ids(listed)).doesNotHaveDuplicates().containsAll(ids(nodes));
    }

    @Test
    void getsTheNodesOfTheseIdsAndLeavesOutTheUnknown() {
        var nodes = boot("got", 3);
        eventuallyListed(nodes);
        var wanted = List.of(id(nodes.get(2)), unknownId(), id(nodes.get(0)));

        var got = driver.nodes().get(wanted, deadline());

        assertThat(ids(got)).containsExactlyInAnyOrder(id(nodes.get(0)), id(nodes.get(2)));
    }

    @Test
    void getsANodeOnceThoughItIsNamedTwice() {
        var node = boot("twice", 1).get(0);
        eventuallyListed(List.of(node));

        var got = driver.nodes().get(List.of(id(node), id(node)), deadline());

        assertThat(ids(got)).containsExactly(id(node));
    }

    @Test
    void getsNothingForNoIds() {
        boot("ungot", 1);

        var got = driver.nodes().get(List.of(), deadline());

        assertThat(got).isEmpty();
    }

    @Test
    void findsTheNodesOfAnIntentByTheirIndex() {
        var nodes = boot("intent-a", 3);
        eventuallyListed(boot("intent-ab", 2));

        var found = eventuallyFound("intent-a", 3);

        assertThat(found).extracting(Created::index).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(found).allSatisfy(it -> assertThat(id(it.node())).isEqualTo(id(nodes.get(it.index()))));
    }

    @Test
    void findsNothingForAnIntentThatMadeNothing() {
        eventuallyListed(boot("intent-a", 1));

        var found = found("intent");

        assertThat(found).isEmpty();
    }

    @Test
    void showsTheCloudsOwnRecordAsJsonAndWhenItWasSeen() throws JsonProcessingException {
        var nodes = boot("raw", 1);
        eventuallyListed(nodes);
        pause();
        var before = time().now();

        var listed = eventuallyListed(nodes);
        var got = driver.nodes().get(ids(nodes), deadline());
        var now = time().now();

        for (var node : concat(listed, got)) {
            assertThat(node.observedAt()).isBetween(before, now);
        }
        for (var node : concat(nodes, concat(listed, got))) {
            assertThat(JSON.readTree(node.raw()).isObject()).isTrue();
            assertThat(node.providerState()).isNotBlank();
            assertThat(node.id().cloud()).isEqualTo(CLOUD);
        }
    }

    // verbs

    @Test
    void stopsANodeAndStartsItAgain() {
        needs(Feature.STOP);
        var node = running("stopped");

        var stopping = one(driver.nodes().stop(List.of(id(node)), deadline()));
        var stopped = eventuallyIn(NodeState.STOPPED, node);
        var starting = one(driver.nodes().start(List.of(id(node)), deadline()));
        var started = eventuallyIn(NodeState.RUNNING, node);

        assertThat(stopping.state()).isIn(NodeState.STOPPING, NodeState.STOPPED);
        assertThat(starting.state()).isIn(NodeState.PENDING, NodeState.RUNNING);
        assertThat(stopped.name()).isEqualTo(started.name()).isEqualTo(node.name());
        assertThat(started.labels()).containsAllEntriesOf(labels("stopped", 0));
    }

    @Test
    void stopsANodeAndNoOther() {
        needs(Feature.STOP);
        var node = running("stopped");
        var other = running("other");

        one(driver.nodes().stop(List.of(id(node)), deadline()));
        eventuallyIn(NodeState.STOPPED, node);

        assertThat(driver.nodes().get(List.of(id(other)), deadline()))
                .extracting(Node::state)
                .containsExactly(NodeState.RUNNING);
    }

    @Test
    void rebootsANode() {
        needs(Feature.REBOOT);
        var node = running("rebooted");

        var rebooting = one(driver.nodes().reboot(List.of(id(node)), deadline()));
        var rebooted = eventuallyIn(NodeState.RUNNING, node);

        assertThat(rebooting.state()).isIn(NodeState.REBOOTING, NodeState.PENDING, NodeState.RUNNING);
        assertThat(rebooted.id()).isEqualTo(node.id());
    }

    @Test
    void suspendsANodeAndResumesIt() {
        needs(Feature.SUSPEND);
        var node = running("suspended");

        one(driver.nodes().suspend(List.of(id(node)), deadline()));
        var suspended = eventuallyIn(NodeState.SUSPENDED, node);
        one(driver.nodes().resume(List.of(id(node)), deadline()));
        var resumed = eventuallyIn(NodeState.RUNNING, node);

        assertThat(suspended.id()).isEqualTo(resumed.id());
    }

    @Test
    void destroysANodeAndNoOther() {
        var nodes = boot("destroyed", 3);
        eventuallyListed(nodes);

        var destroyed = one(driver.nodes().destroy(List.of(id(nodes.get(0))), deadline()));
        var left = eventually(this::living, it -> !ids(it).contains(id(nodes.get(0))));

        assertThat(destroyed.state()).isIn(NodeState.DESTROYING, NodeState.DESTROYED);
        assertThat(ids(left)).contains(id(nodes.get(1)), id(nodes.get(2)));
    }

    @Test
    void takesADestroyedNodeForDestroyed() {
        var node = boot("twice", 1).get(0);
        eventuallyListed(List.of(node));
        one(driver.nodes().destroy(List.of(id(node)), deadline()));
        eventually(this::living, it -> !ids(it).contains(id(node)));

        var again = each(List.of(id(node), unknownId()), driver.nodes()::destroy);

        assertThat(again).hasSize(2).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
    }

    @Test
    void doesNothingToNoNodes() {
        var nodes = boot("untouched", 2);
        var running = eventuallyAllIn(NodeState.RUNNING, nodes);

        for (var verb : verbs()) {
            assertThat(verb.apply(List.of(), deadline())).isEmpty();
        }

        assertThat(driver.nodes().get(ids(running), deadline()))
                .hasSize(2)
                .extracting(Node::state)
                .containsOnly(NodeState.RUNNING);
    }

    @Test
    void doesTheRestOfABatchThatHasABadId() {
        needs(Feature.STOP);
        var first = running("batch-1");
        var last = running("batch-2");

        var outcomes = each(List.of(id(first), unknownId(), id(last)), driver.nodes()::stop);

        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Done.class);
        assertFailed(outcomes.get(1), NotFoundException.class);
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Done.class);
        assertThat(eventuallyIn(NodeState.STOPPED, first).id()).isEqualTo(first.id());
        assertThat(eventuallyIn(NodeState.STOPPED, last).id()).isEqualTo(last.id());
    }

    @Test
    void doesTheRestOfALargeBatchWhereThreeAreGone() {
        needs(Feature.STOP);
        var nodes = eventuallyAllIn(NodeState.RUNNING, boot("large", large()));
        var gone = Set.of(0, nodes.size() / 2, nodes.size() - 1);
        var goneIds = gone.stream().map(i -> id(nodes.get(i))).toList();
        each(goneIds, driver.nodes()::destroy);
        eventually(this::living, it -> Collections.disjoint(ids(it), goneIds));

        var outcomes = each(ids(nodes), driver.nodes()::stop);

        assertThat(outcomes).hasSameSizeAs(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            if (gone.contains(i)) {
                assertGone(outcomes.get(i), nodes.get(i));
            } else {
                assertThat(outcomes.get(i)).isInstanceOf(Outcome.Done.class);
            }
        }
        var stopped = nodes.stream().filter(node -> !goneIds.contains(id(node))).toList();
        assertThat(eventuallyAllIn(NodeState.STOPPED, stopped)).hasSize(nodes.size() - 3);
    }

    @Test
    void destroysALargeBatchWhereThreeAreGone() {
        var nodes = boot("large", large());
        eventuallyListed(nodes);
        var gone = List.of(id(nodes.get(0)), id(nodes.get(nodes.size() / 2)), id(nodes.get(nodes.size() - 1)));
        each(gone, driver.nodes()::destroy);
        eventually(this::living, it -> Collections.disjoint(ids(it), gone));

        var outcomes = each(ids(nodes), driver.nodes()::destroy);

        assertThat(outcomes)
                .hasSameSizeAs(nodes)
                .allSatisfy(it -> assertThat(it).isInstanceOf(Outcome.Done.class));
        eventually(this::living, it -> Collections.disjoint(ids(it), ids(nodes)));
    }

    @Test
    void answersToAVerbThatDoesNotFitTheState() {
        needs(Feature.STOP);
        var node = running("unfit");

        var started = driver.nodes().start(List.of(id(node)), deadline());
        one(driver.nodes().stop(List.of(id(node)), deadline()));
        eventuallyIn(NodeState.STOPPED, node);
        var stopped = driver.nodes().stop(List.of(id(node)), deadline());

        for (var outcomes : List.of(started, stopped)) {
            assertThat(outcomes).singleElement().satisfies(this::assertNeedless);
        }
    }

    @Test
    void givesARunningNodeAnAddressOnce() {
        needs(Feature.PUBLIC_ADDRESS);
        var node = running("exposed");

        var exposed = one(driver.nodes().expose(List.of(id(node)), deadline()));
        var again = one(driver.nodes().expose(List.of(id(node)), deadline()));
        // A cloud may show it later than it gives it.
        var seen = eventually(
                () -> driver.nodes().get(List.of(id(node)), deadline()).get(0),
                it -> !it.publicAddresses().isEmpty());

        assertThat(exposed.publicAddresses()).isNotEmpty();
        assertThat(exposed.ssh()).isNotNull();
        assertThat(again.publicAddresses()).isEqualTo(exposed.publicAddresses());
        assertThat(seen.publicAddresses()).isEqualTo(exposed.publicAddresses());
        assertThat(seen.labels()).containsAllEntriesOf(labels("exposed", 0));
    }

    @Test
    void givesNoAddressToANodeThatIsNotThere() {
        needs(Feature.PUBLIC_ADDRESS);

        var outcomes = driver.nodes().expose(List.of(unknownId()), deadline());

        assertThat(outcomes).singleElement().satisfies(outcome -> assertFailed(outcome, NotFoundException.class));
    }

    @Test
    void bootsAgainAfterAllWasGivenBack() {
        var first = boot("first", 1);
        eventuallyListed(first);
        each(ids(first), driver.nodes()::destroy);

        giveBack(ids(first));
        var second = boot("second", 1);

        assertThat(eventuallyListed(second)).hasSize(1);
    }

    @Test
    void givesNothingBackThatIsInUse() {
        var used = eventuallyAllIn(NodeState.RUNNING, boot("used", 1));
        var mesh = access().mesh();

        driver.giveBack(mesh, List.of(), true, deadline());
        driver.giveBack(mesh + "x", ids(used), true, deadline());

        assertThat(eventuallyAllIn(NodeState.RUNNING, used)).hasSize(1);
        assertThat(driver.nodes().get(ids(used), deadline()).get(0).publicAddresses())
                .isEqualTo(used.get(0).publicAddresses());
    }

    // what is not declared

    @Test
    void sendsNothingForAVerbItDoesNotHave() {
        var verbs = verbsItDoesNotHave();
        assumeTrue(!verbs.isEmpty(), "it declares every verb");
        var ids = driver.features().contains(Feature.BOOT) ? List.of(id(running("unasked"))) : List.of(unknownId());
        requests.clear();

        verbs.forEach((verb, feature) -> assertUnsupported(feature, () -> verb.apply(ids, deadline())));

        assertThat(requests).isEmpty();
    }

    @Test
    void sendsNothingForACreateItDoesNotHave() {
        assumeTrue(!driver.features().contains(Feature.BOOT), "it declares BOOT");
        var request = request("unmade", 0, 1, "any", "any", null);

        assertUnsupported(Feature.BOOT, () -> driver.nodes().create(request, deadline()));

        assertThat(requests).isEmpty();
        assertThat(found("unmade")).isEmpty();
    }

    @Test
    void sendsNothingForUserDataItDoesNotTake() {
        needs(Feature.BOOT);
        assumeTrue(!driver.features().contains(Feature.USER_DATA), "it declares USER_DATA");
        var request = request("undressed", 0, 1, image(), USER_DATA);
        requests.clear();

        assertUnsupported(Feature.USER_DATA, () -> driver.nodes().create(request, deadline()));

        assertThat(requests).isEmpty();
        assertThat(found("undressed")).isEmpty();
    }

    // catalogs

    @Test
    void listsImagesAndFindsThemByIdAndName() throws JsonProcessingException {
        assertCatalog(driver.images());
    }

    @Test
    void listsFlavorsAndFindsThemByIdAndName() throws JsonProcessingException {
        assertCatalog(driver.flavors());
    }

    @Test
    void listsLocationsAndFindsThemByIdAndName() throws JsonProcessingException {
        assertCatalog(driver.locations());
    }

    @Test
    void hasWhatItBootsByDefault() {
        var defaults = driver.defaults();

        var missing = Stream.of(
                        isMissing(driver.images(), defaults.image()),
                        isMissing(driver.flavors(), defaults.flavor()),
                        isMissing(driver.locations(), defaults.location()))
                .flatMap(Optional::stream);

        assertThat(missing).isEmpty();
    }

    // requests, connections

    @Test
    void reportsARequestForEachCall() {
        var nodes = driver.nodes();

        assertReported(this::list);
        assertReported(() -> nodes.get(List.of(unknownId()), deadline()));
        assertReported(() -> found("none"));
        assertReported(() -> all(driver.images()));
        assertReported(() -> driver.flavors().find("none", deadline()));
        assertReported(() -> all(driver.locations()));
    }

    @Test
    void reportsARequestForEachVerb() {
        needs(Feature.BOOT);
        var request = request("reported", 0, 1, image(), null);

        assertReported(() -> make(request));
        for (var verb : verbs()) {
            assertReported(() -> verb.apply(ids(created), deadline()));
        }
    }

    @Test
    void leavesItsNodesWhenItIsClosedAndFindsThemAgain() {
        var nodes = eventuallyAllIn(NodeState.RUNNING, boot("lasting", 3));

        connectAnew();
        var again = eventuallyAllIn(NodeState.RUNNING, nodes);
        var found = eventuallyFound("lasting", 3);

        assertThat(ids(again)).containsExactlyInAnyOrderElementsOf(ids(nodes));
        assertThat(found).extracting(Created::index).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(found).allSatisfy(it -> {
            assertThat(id(it.node())).isEqualTo(id(nodes.get(it.index())));
            assertThat(it.node().name()).isEqualTo(name("lasting", it.index()));
            assertThat(it.node().labels()).containsAllEntriesOf(labels("lasting", it.index()));
        });
    }

    @Test
    void isNotDisturbedByAnotherOfItsKind() {
        var node = boot("mine", 1).get(0);
        eventuallyListed(List.of(node));
        var told = new ConcurrentLinkedQueue<Request>();
        requests.clear();

        try (var other = connect("there", told)) {
            assertThat(nodesOf(other)).allMatch(each -> each.cloud().equals("there"));
        }

        assertThat(requests).isEmpty();
        assertThat(told).isNotEmpty().allMatch(request -> request.cloud().equals("there"));
        assertThat(eventuallyListed(List.of(node)))
                .allMatch(each -> each.cloud().equals(CLOUD));
    }

    @Test
    void leavesNoThreadWhenItIsClosed() throws InterruptedException {
        eventuallyListed(boot("threads", driver.features().contains(Feature.BOOT) ? 2 : 0));
        all(driver.images());
        destroyNodes();

        driver.close();

        assertThat(Threads.leftSince(threadsBefore, sharedThreads())).isEmpty();
    }

    @Test
    void canBeClosedTwice() {
        list();
        driver.close();
        requests.clear();

        assertThatCode(driver::close).doesNotThrowAnyException();

        assertThat(requests).isEmpty();
    }

    // how it is asked

    /** Whatever needs a feature the driver does not declare does not apply. */
    private void needs(Feature feature) {
        assumeTrue(driver.features().contains(feature), "it does not declare " + feature);
    }

    private void guarantees(CreateGuarantee guarantee) {
        needs(Feature.BOOT);
        assumeTrue(
                driver.createGuarantee() == guarantee,
                () -> "it guarantees %s, not %s".formatted(driver.createGuarantee(), guarantee));
    }

    private int batch(int wanted) {
        return Math.min(wanted, driver.nodes().maxBatch());
    }

    private List<Node> boot(String intent, int count) {
        var nodes = new ArrayList<Node>();
        int batch = driver.nodes().maxBatch();
        for (int first = 0; first < count; first += batch) {
            needs(Feature.BOOT);
            nodes.addAll(make(request(intent, first, Math.min(batch, count - first), image(), null)));
        }
        return nodes;
    }

    private List<Node> make(CreateRequest request) {
        var outcomes = driver.nodes().create(request, deadline());
        assertThat(outcomes).hasSameSizeAs(request.nodes());
        var nodes = done(outcomes);
        created.addAll(nodes);
        return nodes;
    }

    private Node running(String intent) {
        return eventuallyIn(NodeState.RUNNING, boot(intent, 1).get(0));
    }

    private CreateRequest request(String intent, int first, int count, String image, @Nullable String userData) {
        return request(intent, first, count, image, flavor(), userData);
    }

    private CreateRequest request(
            String intent, int first, int count, String image, String flavor, @Nullable String userData) {
        var id = intentId(intent);
        intents.add(id);
        var nodes = IntStream.range(first, first + count)
                .mapToObj(i -> new NewNode(i, name(intent, i), labels(intent, i)))
                .toList();
        return new CreateRequest(id, id + "-" + first, nodes, image, flavor, null, access(), userData);
    }

    /** One may be the beginning of another, as {@code intent-a} is of {@code intent-ab}. */
    private String intentId(String intent) {
        return run + "-" + intent;
    }

    private Map<String, String> labels(String intent, int index) {
        return Map.of(
                "cloudmesh-mesh",
                access().mesh(),
                "cloudmesh-intent",
                intentId(intent),
                "cloudmesh-index",
                Integer.toString(index),
                "experiment",
                "contract");
    }

    private boolean isOf(String intent, Node node) {
        return intentId(intent).equals(node.labels().get("cloudmesh-intent"));
    }

    private String name(String intent, int index) {
        return driver.nodeName("%s-%s-%d".formatted(intent, run, index));
    }

    private List<String> names(String intent, int count) {
        return IntStream.range(0, count).mapToObj(i -> name(intent, i)).toList();
    }

    private List<Outcome<NodeUpdate>> each(List<String> ids, Verb verb) {
        var outcomes = new ArrayList<Outcome<NodeUpdate>>();
        int batch = driver.nodes().maxBatch();
        for (int first = 0; first < ids.size(); first += batch) {
            outcomes.addAll(verb.apply(ids.subList(first, Math.min(ids.size(), first + batch)), deadline()));
        }
        return outcomes;
    }

    private interface Verb {
        List<Outcome<NodeUpdate>> apply(List<String> ids, Deadline deadline);
    }

    private Map<Verb, Feature> allVerbs() {
        NodeDriver nodes = driver.nodes();
        var verbs = new LinkedHashMap<Verb, Feature>();
        verbs.put(nodes::start, Feature.STOP);
        verbs.put(nodes::stop, Feature.STOP);
        verbs.put(nodes::suspend, Feature.SUSPEND);
        verbs.put(nodes::resume, Feature.SUSPEND);
        verbs.put(nodes::reboot, Feature.REBOOT);
        verbs.put(nodes::destroy, Feature.BOOT);
        return verbs;
    }

    private Map<Verb, Feature> verbsItDoesNotHave() {
        var verbs = allVerbs();
        verbs.values().removeAll(driver.features());
        return verbs;
    }

    private Set<Verb> verbs() {
        var verbs = allVerbs();
        verbs.values().retainAll(driver.features());
        return verbs.keySet();
    }

    private List<Node> list() {
        return nodesOf(driver);
    }

    private List<Node> nodesOf(CloudDriver of) {
        try (var nodes = of.nodes().list(deadline())) {
            return nodes.toList();
        }
    }

    private List<Node> living() {
        return list().stream()
                .filter(node -> node.state() != NodeState.DESTROYED)
                .toList();
    }

    private List<Created> found(String intent) {
        return driver.nodes().findByIntent(intentId(intent), deadline());
    }

    private List<Created> eventuallyFound(String intent, int count) {
        return eventually(() -> found(intent), it -> it.size() >= count);
    }

    private List<Node> eventuallyListed(List<Node> nodes) {
        var wanted = Set.copyOf(ids(nodes));
        var listed = eventually(this::list, it -> Set.copyOf(ids(it)).containsAll(wanted));
        return listed.stream().filter(node -> wanted.contains(id(node))).toList();
    }

    private Node eventuallyIn(NodeState state, Node node) {
        return eventuallyAllIn(state, List.of(node)).get(0);
    }

    private List<Node> eventuallyAllIn(NodeState state, List<Node> nodes) {
        var seen = eventually(
                () -> driver.nodes().get(ids(nodes), deadline()),
                it -> it.size() == nodes.size() && it.stream().allMatch(node -> node.state() == state));
        var wanted = ids(nodes);
        return seen.stream()
                .sorted(Comparator.comparingInt(node -> wanted.indexOf(id(node))))
                .toList();
    }

    private <T> T eventually(Supplier<T> look, Predicate<T> isReached) {
        var deadline = deadline();
        var seen = look.get();
        while (!isReached.test(seen)) {
            if (deadline.isExpired()) {
                throw new AssertionError("not reached within %s; last seen: %s".formatted(patience(), seen));
            }
            pause();
            seen = look.get();
        }
        return seen;
    }

    private Deadline deadline() {
        return Deadline.in(patience(), time());
    }

    private List<Path> filesWithASecret() {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(CloudDriverContract::hasASecret)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + directory, e);
        }
    }

    private static boolean hasASecret(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.contains(SECRET) || text.contains(BASE64);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + file, e);
        }
    }

    // how it is judged

    private <T extends CatalogEntry> void assertCatalog(CatalogDriver<T> catalog) throws JsonProcessingException {
        var entries = all(catalog);

        var entry = entries.get(entries.size() - 1);
        var byId = catalog.find(entry.id(), deadline());
        var byName = catalog.find(entry.name(), deadline());
        var unknown = catalog.find("no-such-entry", deadline());
        var nearly = catalog.find(entry.name() + "-", deadline());

        assertThat(entries).extracting(CatalogEntry::id).doesNotHaveDuplicates();
        assertThat(entries).extracting(CatalogEntry::cloud).containsOnly(CLOUD);
        assertThat(byId).map(CatalogEntry::id).contains(entry.id());
        assertThat(byName).map(CatalogEntry::name).contains(entry.name());
        assertThat(unknown).isEmpty();
        assertThat(nearly).isEmpty();
        assertThat(JSON.readTree(entry.raw()).isObject()).isTrue();
    }

    private <T extends CatalogEntry> List<T> all(CatalogDriver<T> catalog) {
        try (var entries = catalog.list(deadline())) {
            var all = entries.toList();
            assertThat(all).isNotEmpty();
            return all;
        }
    }

    private <T extends CatalogEntry> String id(CatalogDriver<T> catalog, @Nullable String idOrName) {
        return idOrName == null
                ? all(catalog).get(0).id()
                : catalog.find(idOrName, deadline()).orElseThrow().id();
    }

    private <T extends CatalogEntry> Optional<String> isMissing(CatalogDriver<T> catalog, @Nullable String idOrName) {
        return Optional.ofNullable(idOrName)
                .filter(it -> catalog.find(it, deadline()).isEmpty());
    }

    private void assertReported(Runnable call) {
        requests.clear();

        call.run();

        assertThat(requests).isNotEmpty().allSatisfy(request -> {
            assertThat(request.cloud()).isEqualTo(CLOUD);
            assertThat(request.operation()).isNotBlank();
            assertThat(request.took().isNegative()).isFalse();
        });
    }

    private static void assertUnsupported(Feature feature, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UnsupportedFeatureException.class,
                        e -> assertThat(e.feature()).isEqualTo(feature))
                .hasMessageContaining(CLOUD);
    }

    /** A cloud may go on to list a node that is destroyed; then the verb does not fit its state. */
    private void assertGone(Outcome<NodeUpdate> outcome, Node node) {
        boolean isListed = !driver.nodes().get(List.of(id(node)), deadline()).isEmpty();
        assertFailed(outcome, isListed ? CloudmeshException.class : NotFoundException.class);
    }

    private static void assertNoSecret(String... texts) {
        assertThat(texts).noneMatch(text -> text.contains(SECRET) || text.contains(BASE64));
    }

    private void assertNeedless(Outcome<NodeUpdate> outcome) {
        if (refusesNeedlessVerbs()) {
            assertFailed(outcome, ConflictException.class);
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
        }
    }

    private static void assertFailed(Outcome<?> outcome, Class<? extends Exception> cause) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.cause()).isInstanceOf(cause);
            assertThat(failed.cause().getMessage()).isNotBlank().doesNotContain("\n");
        });
    }

    private static <T> List<T> done(List<Outcome<T>> outcomes) {
        return outcomes.stream().map(CloudDriverContract::done).toList();
    }

    private static <T> T one(List<Outcome<T>> outcomes) {
        assertThat(outcomes).hasSize(1);
        return done(outcomes.get(0));
    }

    private static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("not done: " + outcome);
    }

    private static List<Node> concat(List<Node> first, List<Node> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String id(Node node) {
        return node.id().providerId();
    }

    private static List<String> ids(Collection<Node> nodes) {
        return nodes.stream().map(CloudDriverContract::id).toList();
    }
}

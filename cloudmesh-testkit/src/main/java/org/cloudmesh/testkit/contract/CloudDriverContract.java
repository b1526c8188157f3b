package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Request;
import org.cloudmesh.UnsupportedFeatureException;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link CloudDriver} keeps. Extend it, and say which provider; each test connects once, to an account that need
 * not be empty. The contract destroys the nodes it made, and closes the driver.
 */
public abstract class CloudDriverContract {

    private static final String CLOUD = "here";
    private static final String SECRET = "s3cret-of-the-user-data";
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final List<Node> created = new ArrayList<>();
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

    /** Called between two looks at a node; a cloud with a clock of its own moves it on here. */
    protected void pause() {
        LockSupport.parkNanos(LOOK.toNanos());
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

    /** An id of the form the cloud gives nodes, that no node has. */
    protected String unknownId() {
        return "no-such-node";
    }

    /** Whether the cloud refuses to start what runs and to stop what is stopped; some, like EC2, take both for done. */
    protected boolean refusesNeedlessVerbs() {
        return true;
    }

    @BeforeEach
    void connect(@TempDir Path directory) {
        driver = provider().connect(new CloudContext(CLOUD, directory.resolve(CLOUD), time(), requests::add));
    }

    @AfterEach
    void destroyWhatWasMade() {
        if (!created.isEmpty()) {
            each(ids(created), driver.nodes()::destroy);
        }
        driver.close();
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

        driver.close();

        assertThat(requests).isEmpty();
    }

    @Test
    void canBootAndSaysTheSameEachTime() {
        var features = driver.features();

        var again = driver.features();

        assertThat(features).isEqualTo(again).contains(Feature.BOOT);
        assertThat(driver.createGuarantee()).isEqualTo(driver.createGuarantee());
        assertThat(driver.nodes().maxBatch()).isPositive();
        assertThat(driver.pollInterval()).isPositive();
        assertThat(driver.settleTime().isNegative()).isFalse();
    }

    @Test
    void givesANameThatNeedsNoMoreChanging() {
        var name = driver.nodeName("Web-01");

        var again = driver.nodeName(name);

        assertThat(again).isEqualTo(name).isNotBlank();
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
        assertThat(node.name()).isEqualTo(driver.nodeName("web0"));
        assertThat(node.labels()).containsAllEntriesOf(labels("one", 0));
        assertThat(node.state()).isIn(NodeState.PENDING, NodeState.RUNNING);
        assertThat(node.observedAt()).isBetween(before, time().now());
    }

    @Test
    void answersForEachNodeOfACreateInOrder() {
        int count = 5;

        var nodes = boot("several", count);

        assertThat(nodes).extracting(Node::name).containsExactlyElementsOf(names(count));
        assertThat(ids(nodes)).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheNameAndLabelsOfANode() {
        var node = boot("kept", 1).get(0);

        var kept = eventuallyListed(List.of(node)).get(0);

        assertThat(kept.name()).isEqualTo(node.name());
        assertThat(kept.labels()).containsAllEntriesOf(labels("kept", 0));
    }

    @Test
    void refusesAnImageThatIsNone() {
        var request = request("imageless", 0, 1, "no-such-image", null);

        var outcomes = driver.nodes().create(request, deadline());

        assertThat(outcomes).singleElement().satisfies(outcome -> assertFailed(outcome, NotFoundException.class));
        assertThat(driver.nodes().findByIntent("imageless", deadline())).isEmpty();
    }

    @Test
    void makesNothingNewForATokenItKnows() {
        assumeThat(driver.createGuarantee()).isEqualTo(CreateGuarantee.TOKEN);
        var request = request("again", 0, 1, image(), null);

        var first = done(driver.nodes().create(request, deadline()));
        created.addAll(first);
        var second = done(driver.nodes().create(request, deadline()));

        assertThat(ids(second)).isEqualTo(ids(first));
    }

    @Test
    void letsNoUserDataBeSeen() throws JsonProcessingException {
        assumeThat(driver.features()).contains(Feature.USER_DATA);
        var request = request("secret", 0, 1, image(), "#!/bin/sh\n: " + SECRET + "\n");

        var made = done(driver.nodes().create(request, deadline()));
        created.addAll(made);
        var seen = eventuallyListed(made);

        assertThat(request.toString()).doesNotContain(SECRET);
        for (var node : concat(made, seen)) {
            assertThat(node.toString()).doesNotContain(SECRET);
            assertThat(node.raw()).doesNotContain(SECRET);
            assertThat(node.labels().toString()).doesNotContain(SECRET);
        }
        assertThat(requests.toString()).doesNotContain(SECRET);
    }

    // reads

    @Test
    void listsEachNodeOnce() {
        var nodes = boot("many", 25);

        var listed = eventuallyListed(nodes);

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
    void getsNothingForNoIds() {
        var got = driver.nodes().get(List.of(), deadline());

        assertThat(got).isEmpty();
    }

    @Test
    void findsTheNodesOfAnIntentByTheirIndex() {
        var nodes = boot("intent-a", 3);
        boot("intent-b", 2);

        var found = eventually(() -> driver.nodes().findByIntent("intent-a", deadline()), it -> it.size() >= 3);

        assertThat(found).extracting(Created::index).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(found).allSatisfy(it -> assertThat(id(it.node())).isEqualTo(id(nodes.get(it.index()))));
    }

    @Test
    void findsNothingForAnIntentThatMadeNothing() {
        boot("intent-a", 1);

        var found = driver.nodes().findByIntent("intent-c", deadline());

        assertThat(found).isEmpty();
    }

    @Test
    void showsTheCloudsOwnRecordAsJsonAndWhenItWasSeen() throws JsonProcessingException {
        var nodes = boot("raw", 1);

        var seen = eventuallyListed(nodes);
        var now = time().now();

        for (var node : concat(nodes, seen)) {
            assertThat(JSON.readTree(node.raw()).isObject()).isTrue();
            assertThat(node.observedAt()).isBeforeOrEqualTo(now);
            assertThat(node.providerState()).isNotBlank();
        }
    }

    // verbs

    @Test
    void stopsANodeAndStartsItAgain() {
        assumeThat(driver.features()).contains(Feature.STOP);
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
    void rebootsANode() {
        assumeThat(driver.features()).contains(Feature.REBOOT);
        var node = running("rebooted");

        var rebooting = one(driver.nodes().reboot(List.of(id(node)), deadline()));
        var rebooted = eventuallyIn(NodeState.RUNNING, node);

        assertThat(rebooting.state()).isIn(NodeState.REBOOTING, NodeState.PENDING, NodeState.RUNNING);
        assertThat(rebooted.id()).isEqualTo(node.id());
    }

    @Test
    void suspendsANodeAndResumesIt() {
        assumeThat(driver.features()).contains(Feature.SUSPEND);
        var node = running("suspended");

        one(driver.nodes().suspend(List.of(id(node)), deadline()));
        var suspended = eventuallyIn(NodeState.SUSPENDED, node);
        one(driver.nodes().resume(List.of(id(node)), deadline()));
        var resumed = eventuallyIn(NodeState.RUNNING, node);

        assertThat(suspended.id()).isEqualTo(resumed.id());
    }

    @Test
    void destroysANodeAndNoOther() {
        var nodes = boot("destroyed", 2);
        eventuallyListed(nodes);

        var destroyed = one(driver.nodes().destroy(List.of(id(nodes.get(0))), deadline()));
        var left = eventually(this::living, it -> !ids(it).contains(id(nodes.get(0))));

        assertThat(destroyed.state()).isIn(NodeState.DESTROYING, NodeState.DESTROYED);
        assertThat(ids(left)).contains(id(nodes.get(1)));
    }

    @Test
    void takesADestroyedNodeForDestroyed() {
        var node = boot("twice", 1).get(0);
        eventuallyListed(List.of(node));
        one(driver.nodes().destroy(List.of(id(node)), deadline()));
        eventually(this::living, it -> !ids(it).contains(id(node)));

        var again = driver.nodes().destroy(List.of(id(node), unknownId()), deadline());

        assertThat(again).hasSize(2).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
    }

    @Test
    void doesTheRestOfABatchThatHasABadId() {
        assumeThat(driver.features()).contains(Feature.STOP);
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
    void answersToAVerbThatDoesNotFitTheState() {
        assumeThat(driver.features()).contains(Feature.STOP);
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
    void sendsNothingForAVerbItDoesNotHave() {
        var verbs = verbsItDoesNotHave();
        assumeThat(verbs).isNotEmpty();

        for (var verb : verbs) {
            assertThatThrownBy(() -> verb.apply(List.of(unknownId()), deadline()))
                    .isInstanceOf(UnsupportedFeatureException.class);
        }

        assertThat(requests).isEmpty();
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

    // requests, closing

    @Test
    void reportsARequestForEachCall() {
        var nodes = driver.nodes();

        assertReported(this::list);
        assertReported(() -> nodes.get(List.of(unknownId()), deadline()));
        assertReported(() -> nodes.findByIntent("none", deadline()));
        assertReported(() -> boot("reported", 1));
        assertReported(() -> nodes.destroy(ids(created), deadline()));
        assertReported(() -> all(driver.images()));
        assertReported(() -> driver.flavors().find("none", deadline()));
        assertReported(() -> all(driver.locations()));
    }

    @Test
    void leavesNoThreadWhenItIsClosed() throws InterruptedException {
        var before = Threads.live();
        eventuallyListed(boot("threads", 2));
        each(ids(created), driver.nodes()::destroy);
        created.clear();

        driver.close();

        assertThat(Threads.leftSince(before)).isEmpty();
    }

    @Test
    void canBeClosedTwice() {
        list();
        driver.close();

        assertThatCode(driver::close).doesNotThrowAnyException();
    }

    // how it is asked

    private List<Node> boot(String intent, int count) {
        var nodes = new ArrayList<Node>();
        int batch = driver.nodes().maxBatch();
        for (int first = 0; first < count; first += batch) {
            var request = request(intent, first, Math.min(batch, count - first), image(), null);
            nodes.addAll(done(driver.nodes().create(request, deadline())));
        }
        created.addAll(nodes);
        return nodes;
    }

    private Node running(String intent) {
        return eventuallyIn(NodeState.RUNNING, boot(intent, 1).get(0));
    }

    private CreateRequest request(String intent, int first, int count, String image, @Nullable String userData) {
        var nodes = IntStream.range(first, first + count)
                .mapToObj(i -> new NewNode(i, driver.nodeName("web" + i), labels(intent, i)))
                .toList();
        return new CreateRequest(intent, intent + "-" + first, nodes, image, flavor(), null, publicKey(), userData);
    }

    private static Map<String, String> labels(String intent, int index) {
        return Map.of("cloudmesh-intent", intent, "cloudmesh-index", Integer.toString(index), "experiment", "contract");
    }

    private List<String> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> driver.nodeName("web" + i))
                .toList();
    }

    private List<Outcome<NodeUpdate>> each(
            List<String> ids, BiFunction<List<String>, Deadline, List<Outcome<NodeUpdate>>> verb) {
        var outcomes = new ArrayList<Outcome<NodeUpdate>>();
        int batch = driver.nodes().maxBatch();
        for (int first = 0; first < ids.size(); first += batch) {
            outcomes.addAll(verb.apply(ids.subList(first, Math.min(ids.size(), first + batch)), deadline()));
        }
        return outcomes;
    }

    private List<BiFunction<List<String>, Deadline, List<Outcome<NodeUpdate>>>> verbsItDoesNotHave() {
        NodeDriver nodes = driver.nodes();
        var verbs = new ArrayList<BiFunction<List<String>, Deadline, List<Outcome<NodeUpdate>>>>();
        if (!driver.features().contains(Feature.STOP)) {
            verbs.addAll(List.of(nodes::stop, nodes::start));
        }
        if (!driver.features().contains(Feature.SUSPEND)) {
            verbs.addAll(List.of(nodes::suspend, nodes::resume));
        }
        if (!driver.features().contains(Feature.REBOOT)) {
            verbs.add(nodes::reboot);
        }
        return verbs;
    }

    private List<Node> list() {
        try (var nodes = driver.nodes().list(deadline())) {
            return nodes.toList();
        }
    }

    private List<Node> living() {
        return list().stream()
                .filter(node -> node.state() != NodeState.DESTROYED)
                .toList();
    }

    private List<Node> eventuallyListed(List<Node> nodes) {
        var listed = eventually(this::list, it -> ids(it).containsAll(ids(nodes)));
        return listed.stream().filter(node -> ids(nodes).contains(id(node))).toList();
    }

    private Node eventuallyIn(NodeState state, Node node) {
        return eventually(
                        () -> driver.nodes().get(List.of(id(node)), deadline()),
                        it -> !it.isEmpty() && it.get(0).state() == state)
                .get(0);
    }

    private <T> T eventually(Supplier<T> look, Predicate<T> isReached) {
        long end = System.nanoTime() + patience().toNanos();
        var seen = look.get();
        while (!isReached.test(seen)) {
            if (System.nanoTime() > end) {
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

    // how it is judged

    private <T extends CatalogEntry> void assertCatalog(CatalogDriver<T> catalog) throws JsonProcessingException {
        var entries = all(catalog);

        var entry = entries.get(entries.size() - 1);
        var byId = catalog.find(entry.id(), deadline());
        var byName = catalog.find(entry.name(), deadline());
        var unknown = catalog.find("no-such-entry", deadline());

        assertThat(entries).extracting(CatalogEntry::id).doesNotHaveDuplicates();
        assertThat(entries).extracting(CatalogEntry::cloud).containsOnly(CLOUD);
        assertThat(byId).map(CatalogEntry::id).contains(entry.id());
        assertThat(byName).map(CatalogEntry::name).contains(entry.name());
        assertThat(unknown).isEmpty();
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

    private static NodeUpdate one(List<Outcome<NodeUpdate>> outcomes) {
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

package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cloudmesh.CancelledException;
import org.cloudmesh.DryRun;
import org.cloudmesh.JobState;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.SshAddress;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What jobs owe when something goes wrong beside them. */
@Timeout(30)
class JobReviewTest extends EngineTest {

    private static final Script HOSTNAME = Script.of("hostname");
    private static final SimShell.Answer NOTHING = new SimShell.Answer("", "", 0);

    /** A clock's ids begin in 1970, and what is older than that is older than all of them. */
    @Test
    void keepsTheHistoryThatIsYoungerThanACentury() {
        mesh.nodes().boot(1);

        int pruned = mesh.history().pruneOlderThan(Duration.ofDays(36_500));

        assertThat(pruned).isZero();
        assertThat(mesh.history().list(10)).hasSize(1);
    }

    @Test
    void keepsTheHistoryThatIsYoungerThanForEver() {
        mesh.nodes().boot(1);

        int pruned = mesh.history().pruneOlderThan(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(pruned).isZero();
    }

    @Test
    void refusesToPruneWhatIsYetToCome() {
        mesh.nodes().boot(1);

        assertThatThrownBy(() -> mesh.history().pruneOlderThan(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(mesh.history().list(10)).hasSize(1);
    }

    @Test
    void keepsTheOutputsThatADryRunWouldPrune() {
        var node = mesh.nodes().boot(1).get(0);
        var result = mesh.jobs()
                .run(HOSTNAME, List.of(node), o -> o.outputLimit(0))
                .await()
                .get(0);

        mesh.dryRun().history().pruneAllBut(0);

        assertThat(result.stdoutFile()).isNotNull().exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../outside", "..", ".", "a/../../../b", "a/b"})
    void fetchesIntoItsDirectoryWhateverAMachineIsCalled(String name) throws IOException {
        var into = Files.createDirectories(directory.resolve("deep/down/results"));
        var node = node("i-1", name);
        var sent = Files.writeString(directory.resolve("sent"), "content");

        var result = mesh.jobs()
                .run(HOSTNAME, List.of(node), o -> o.send(sent, "out.txt").fetch("out.txt", into))
                .await()
                .get(0);

        assertThat(result.error()).isNull();
        assertThat(contents(into)).containsExactly("content");
        assertThat(into.resolve("out.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"results/..", "..", "", "/", "results/."})
    void refusesToFetchWhatHasNoName(String remote) {
        var node = mesh.nodes().boot(1);

        assertThatThrownBy(() -> mesh.jobs().run(HOSTNAME, node, o -> o.fetch(remote, directory.resolve("results"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(mesh.jobs().list()).isEmpty();
    }

    @Test
    void refusesToFetchTwoFilesIntoOne() {
        var node = mesh.nodes().boot(1);
        var into = directory.resolve("results");

        assertThatThrownBy(() -> mesh.jobs()
                        .run(HOSTNAME, node, o -> o.fetch("a/out.txt", into).fetch("b/out.txt", into)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b/out.txt");
        assertThat(mesh.jobs().list()).isEmpty();
    }

    /** Some clouds let two machines have one name. */
    @Test
    void keepsWhatIsFetchedFromTwoMachinesOfOneName() throws IOException {
        var into = directory.resolve("results");
        var sent = Files.writeString(directory.resolve("sent"), "content");

        var results = mesh.jobs()
                .run(
                        HOSTNAME,
                        List.of(node("i-1", "twin"), node("i-2", "twin")),
                        o -> o.send(sent, "out.txt").fetch("out.txt", into))
                .await();

        assertThat(results).extracting(Result::error).containsOnlyNulls();
        assertThat(contents(into)).hasSize(2);
    }

    private static Node node(String id, String name) {
        return new NodeBuilder(new NodeId("sim", id), name, NodeState.UNKNOWN, Instant.EPOCH)
                .ssh(new SshAddress("root", "127.0.0.1", 22))
                .build();
    }

    private static List<String> contents(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).map(JobReviewTest::content).toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesTheResultOfAFailedRunThoughTheStoreFailsToo() {
        var fails = new AtomicBoolean();
        try (var other = open(o -> o.store(failing(store, fails)))) {
            var nodes = other.nodes().boot(1);
            shell.answer((host, task) -> {
                fails.set(true);
                throw new SshException(host.id(), Reason.LOST, "the connection is lost", null);
            });

            var results = other.jobs().run(HOSTNAME, nodes).await();

            fails.set(false);
            assertThat(results).extracting(Result::outcome).containsExactly("the connection is lost");
        }
    }

    private static Store failing(Store store, AtomicBoolean fails) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (fails.get() && !method.getName().equals("close")) {
                        throw new StoreException("the disk is gone");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void doesNotTryForADayToBeginADetachedJobWhereNobodyAnswers() {
        var nodes = mesh.nodes().boot(1);
        shell.answer((host, task) -> {
            throw new SshException(host.id(), Reason.UNREACHABLE, "nobody answers", null);
        });
        var before = time.now();

        var results = mesh.jobs().run(HOSTNAME, nodes, o -> o.detached()).await();

        assertThat(results).extracting(Result::outcome).containsExactly("nobody answers");
        assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofHours(1));
    }

    @Test
    void doesNotFollowForADayWhatRanOnANodeThatIsGone() {
        var nodes = mesh.nodes().boot(1);
        shell.answer((host, task) -> {
            if (task instanceof Script script && script.arguments().contains("follow")) {
                mesh.nodes().destroy(nodes);
                throw new SshException(host.id(), Reason.UNREACHABLE, "nobody answers", null);
            }
            return NOTHING;
        });
        var before = time.now();

        var results = mesh.jobs().run(HOSTNAME, nodes, o -> o.detached()).await();

        assertThat(results).extracting(Result::ok).containsExactly(false);
        assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofHours(1));
    }

    @Test
    void asksNoNodeWhenAJobIsCancelledThatHasNotBegun() throws Exception {
        try (var limited = open(o -> o.concurrency(1))) {
            var nodes = limited.nodes().boot(1);
            var goOn = new CountDownLatch(1);
            var running = new CountDownLatch(1);
            holdHostname(running, goOn);
            var first = limited.jobs().run(HOSTNAME, nodes);
            running.await();
            var second = limited.jobs().run(Script.of("true"), nodes, o -> o.detached());

            second.cancel();
            var ran = shell.ran();
            goOn.countDown();
            first.await();

            assertThat(second.await()).extracting(Result::error).hasOnlyElementsOfType(CancelledException.class);
            assertThat(ran).hasSize(1);
        }
    }

    private void holdHostname(CountDownLatch running, CountDownLatch goOn) {
        shell.answer((host, task) -> {
            if (task.equals(HOSTNAME)) {
                running.countDown();
                awaitQuietly(goOn);
            }
            return NOTHING;
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void doesNotWaitForAPlaceToAwaitWhatWasCancelled() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        var goOn = new CountDownLatch(1);
        try (var limited = open(o -> o.concurrency(1).executor(single))) {
            var nodes = limited.nodes().boot(1);
            var running = new CountDownLatch(1);
            holdHostname(running, goOn);
            limited.jobs().run(HOSTNAME, nodes);
            running.await();
            var second = limited.jobs().run(Script.of("true"), nodes);

            second.cancel();

            assertThat(second.await()).extracting(Result::error).hasOnlyElementsOfType(CancelledException.class);
            goOn.countDown();
        } finally {
            goOn.countDown();
            single.shutdownNow();
        }
    }

    /** A store may know machines of clouds that this program was not given. */
    @Test
    void runsOnTheOthersWhenOneNodeIsOfACloudThatIsGone() {
        var gone = new NodeBuilder(new NodeId("elsewhere", "i-1"), "old", NodeState.RUNNING, Instant.EPOCH)
                .ssh(new SshAddress("root", "127.0.0.1", 22))
                .build();

        var results = mesh.jobs()
                .run(HOSTNAME, List.of(mesh.nodes().boot(1).get(0), gone))
                .await();

        assertThat(results).hasSize(2).allMatch(Result::ok);
    }

    @Test
    void makesUpNoResultOfAJobThatAnotherProgramRuns() throws Exception {
        var nodes = mesh.nodes().boot(1);
        var begun = new CountDownLatch(1);
        shell.answer((host, task) -> {
            begun.countDown();
            awaitQuietly(new CountDownLatch(1));
            throw new CancelledException("interrupted");
        });
        var job = mesh.jobs().run(HOSTNAME, nodes, o -> o.detached());
        begun.await();
        var dry = mesh.dryRun();

        var results = dry.jobs().get(job.id()).await();

        assertThat(results).isEmpty();
        assertThat(dry.plan()).extracting(DryRun.Step::verb).doesNotContain("run");
        assertThat(dry.jobs().get(job.id()).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void refusesInADryRunWhatTheConfigurationWouldRefuse() {
        var real = mesh.config();
        var dry = mesh.dryRun();

        assertThatThrownBy(() -> real.set("a..b", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dry.config().set("a..b", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> real.set("a", new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dry.config().set("a", new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThat(dry.plan()).isEmpty();
    }

    @Test
    void listsNoneOfNone() {
        var nodes = mesh.nodes().boot(1);
        mesh.jobs().run(HOSTNAME, nodes).await();

        assertThat(mesh.history().list(0)).isEmpty();
        assertThat(mesh.history().of(nodes.get(0), 0)).isEmpty();
        assertThat(mesh.jobs().list(0)).isEmpty();
    }

    @Test
    void leavesNoJobBehindThatCouldNotBeRecordedWhole() {
        var nodes = mesh.nodes().boot(1);
        store.beforeWrite(document -> {
            if (document.kind().equals("status")) {
                throw new StoreException("the disk is full");
            }
        });

        assertThatThrownBy(() -> mesh.jobs().run(HOSTNAME, nodes, o -> o.detached()))
                .hasMessage("the disk is full");
        assertThat(shell.ran()).isEmpty();
        assertThat(mesh.jobs().list()).isEmpty();
        assertThat(mesh.history().list(10)).extracting(each -> each.verb()).containsExactly("boot");
    }

    @Test
    void staysFailedThoughSomebodyCancelsItAfterwards() throws Exception {
        var goOn = new CountDownLatch(1);
        var nodes = mesh.nodes().boot(1);
        shell.answer((host, task) -> {
            awaitQuietly(goOn);
            throw new SshException(host.id(), Reason.AUTHENTICATION, "not let in", null);
        });
        var job = mesh.jobs().run(HOSTNAME, nodes, o -> o.detached());
        try (var other = open(o -> {})) {
            var earlier = other.jobs().get(job.id());
            goOn.countDown();
            job.await();

            earlier.cancel();
            earlier.await();

            assertThat(mesh.jobs().get(job.id()).state()).isEqualTo(JobState.FAILED);
        }
    }
}

package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Event;
import org.cloudmesh.JobState;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadsTest extends EngineTest {

    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThread() throws InterruptedException {
        oneThread.shutdownNow();
        assertThat(oneThread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneThreadIsEnoughForEverything() {
        try (var small = open(options -> options.executor(oneThread).cloud("other", new SimCloud()))) {
            assertThat(mainJob(small)).hasSize(20);
        }
    }

    @Test
    void oneThreadIsEnoughEvenForWhoeverWorksOnIt() throws Exception {
        try (var small = open(options -> options.executor(oneThread).cloud("other", new SimCloud()))) {
            Callable<List<Result>> job = () -> mainJob(small);

            var results = oneThread.submit(job).get(30, TimeUnit.SECONDS);

            assertThat(results).hasSize(20);
        }
    }

    @Test
    void aListenerMayUseTheMesh() {
        var listed = new ArrayList<Integer>();
        mesh.onEvent(event -> listed.add(mesh.nodes().list().size()));

        mainJob(mesh);

        assertThat(listed).isNotEmpty();
    }

    @Test
    void aListenerMayListWhatIsBeingRefreshed() {
        cloud.add("stranger");
        mesh.refresh(true);
        var listed = new ArrayList<Integer>();
        mesh.onEvent(event -> listed.add(mesh.nodes().list().size()));
        mesh.onEvent(event -> listed.add(mesh.cloud("sim").images().list().size()));

        mesh.nodes().refresh();
        mesh.cloud("sim").images().refresh();

        assertThat(listed).isNotEmpty().doesNotContain(0);
    }

    @Test
    void listenersMayListWhileTwoCloudsAreBeingRefreshed() {
        var second = new SimCloud();
        cloud.add("stranger");
        second.add("stranger");
        var bothAreAtIt = new CyclicBarrier(2);
        var listed = new ConcurrentLinkedQueue<Integer>();
        try (var two = open(options -> options.cloud("other", second))) {
            two.refresh(true);
            two.onEvent(event -> {
                await(bothAreAtIt);
                listed.add(two.nodes().list().size());
            });

            two.nodes().refresh();
        }

        assertThat(listed).hasSize(2);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        mesh.close();
        join(ownThreads());
        try (var brief = open(options -> options.cloud("other", new SimCloud()))) {
            mainJob(brief);
            assertThat(ownThreads()).isNotEmpty();
        }

        join(ownThreads());
    }

    private static List<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cloudmesh-"))
                .toList();
    }

    /** Closing waits for them; one may still be on its last instruction. */
    private static void join(List<Thread> threads) throws InterruptedException {
        for (var thread : threads) {
            thread.join(1_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private List<Result> mainJob(Mesh program) {
        var nodes = program.nodes().boot(20);
        nodes = program.nodes().awaitReady(nodes, Duration.ofMinutes(1));
        program.nodes().refresh();
        var results = new ArrayList<Result>();
        program.jobs().run(Script.of("hostname"), nodes).forEach(results::add);
        nodes = program.nodes().stop(nodes);
        nodes = program.nodes().start(nodes);
        nodes = program.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(1));
        assertThat(program.jobs().run(Script.of("hostname"), nodes).await()).hasSize(20);
        assertThat(program.nodes().destroy(nodes)).extracting(Node::state).containsOnly(NodeState.DESTROYED);
        return results;
    }

    /** The first task blocks in a thread of its own; the caller has to run the others. */
    @Test
    void keepsTheInterruptOfACallerWhoHelps() throws Exception {
        var caller = Thread.currentThread();
        var began = new CountDownLatch(1);
        var threads = new CopyOnWriteArrayList<Thread>();
        Executor slow = task -> {
            if (threads.isEmpty()) {
                var thread = new Thread(task);
                threads.add(thread);
                thread.start();
                await(began);
            }
        };
        var other = new SimCloud();
        var nodes = new ArrayList<Node>();
        try (var both = open(options -> options.cloud("other", other))) {
            nodes.addAll(both.cloud("sim").nodes().boot(1));
            nodes.addAll(both.cloud("other").nodes().boot(1));
        }
        try (var small =
                open(options -> options.executor(slow).cloud("other", other).onRequest(request -> {
                    if (Thread.currentThread() != caller) {
                        caller.interrupt();
                        began.countDown();
                        await(new CountDownLatch(1));
                    }
                }))) {
            var e = catchThrowableOfType(
                    PartialFailureException.class,
                    () -> small.nodes().await(nodes, NodeState.STOPPED, Duration.ofMinutes(1)));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(e.getCause()).isInstanceOf(CancelledException.class);
        }
        join(threads);
    }

    @Test
    void interruptsNobodyAfterTheVerbHasEnded() throws Exception {
        var cancellation = new Cancellation();
        var cancelling = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        cancellation.onCancel(() -> {
            cancelling.countDown();
            await(ended);
        });
        var canceller = new Thread(cancellation::cancel);
        Time cancelledInItsSleep = new Time() {
            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public void sleep(Duration duration) {
                canceller.start();
                await(cancelling);
            }
        };
        try (var slow = open(options -> options.time(cancelledInItsSleep))) {
            var nodes = slow.nodes().boot(1);

            assertThatThrownBy(() ->
                            slow.nodes().await(nodes, NodeState.STOPPED, options -> options.cancelOn(cancellation)))
                    .hasCauseInstanceOf(CancelledException.class);
            ended.countDown();
            while (canceller.isAlive()) {
                Thread.onSpinWait();
            }
        }

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aJobOnMoreNodesThanThereAreThreadsKeepsNobodyWaiting() {
        var nodes = mesh.nodes().boot(300);
        var go = new CountDownLatch(1);
        shell.answer((host, task) -> {
            await(go);
            return new SimShell.Answer("", "", 0);
        });
        var job = mesh.jobs().run(Script.of("sleep"), nodes);

        var seen = mesh.nodes().refresh();
        go.countDown();

        assertThat(seen).hasSize(300);
        assertThat(job.await()).hasSize(300);
    }

    @Test
    void aJobEndsThoughItsExecutorTakesNothing() throws Exception {
        var nodes = mesh.nodes().boot(2);
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        try (var small = open(options -> options.executor(full))) {
            var job = small.jobs().run(Script.of("hostname"), nodes);

            var results = job.future().get(10, TimeUnit.SECONDS);

            assertThat(results).hasSize(2);
            assertThat(small.nodes().boot(2)).hasSize(2);
        }
    }

    @Test
    void aJobEndsWhateverItsListenersAndItsShellThrow() throws Exception {
        var nodes = mesh.nodes().boot(2);
        mesh.onEvent(event -> {
            throw new AssertionError("mine");
        });
        var lines = mesh.jobs()
                .run(
                        Script.of("hostname"),
                        nodes,
                        options -> options.onLine(line -> {
                            throw new AssertionError("mine");
                        }));

        assertThat(lines.future().get(10, TimeUnit.SECONDS)).hasSize(2).allMatch(Result::ok);
        shell.answer((host, task) -> {
            throw new NoClassDefFoundError("org/example/Cipher");
        });
        var broken = mesh.jobs().run(Script.of("hostname"), nodes);

        assertThat(broken.future().get(10, TimeUnit.SECONDS))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.outcome()).contains("org/example/Cipher"));
    }

    @Test
    void accountsForEachMachineWhateverADriverThrows() {
        var strikes = new AtomicInteger();
        var broken = new Wrapped(new SimCloud(), (method, arguments, real) -> {
            if (method.equals("create") && strikes.getAndIncrement() == 1) {
                throw new NoClassDefFoundError("org/example/Signer");
            }
            return real.call();
        });
        try (var other = open(options -> options.cloud("broken", broken))) {
            var nodes = other.cloud("broken").nodes().boot(3, options -> options.atLeast(2));

            assertThat(nodes).hasSize(2);
            assertThat(nodes.failures()).hasSize(1);
        }
    }

    @Test
    void aListenerMayAskForTheResultsOfAJobThatIsDone() throws Exception {
        var nodes = mesh.nodes().boot(2);
        var results = new CopyOnWriteArrayList<Result>();
        mesh.onEvent(event -> {
            if (event instanceof Event.JobChanged changed && changed.state() == JobState.DONE) {
                results.addAll(changed.job().await());
                results.addAll(changed.job().future().join());
            }
        });

        var job = mesh.jobs().run(Script.of("hostname"), nodes);

        assertThat(job.future().get(10, TimeUnit.SECONDS)).hasSize(2);
        job.await();
        assertThat(results).hasSize(4);
    }

    @Test
    void closesEveryCloudThoughOneComplains() {
        var closed = new CopyOnWriteArrayList<String>();
        var both = open(options -> options.cloud("one", closing("one", closed)).cloud("two", closing("two", closed)));
        both.clouds().forEach(each -> each.features());

        assertThatThrownBy(both::close)
                .hasMessage("one does not close")
                .hasSuppressedException(new IllegalStateException("two does not close"));

        assertThat(closed).containsExactly("one", "two");
    }

    @Test
    void awaitsAJobNoLongerThanItWasTold() {
        var nodes = mesh.nodes().boot(2);
        Executor dropping = task -> {};
        var timeout = Duration.ofMillis(5);
        shell.answer((host, task) -> {
            long began = System.nanoTime();
            while (System.nanoTime() - began < timeout.toNanos()) {
                Thread.onSpinWait();
            }
            return new SimShell.Answer("", "", 0);
        });
        try (var small = open(options -> options.executor(dropping))) {
            var job = small.jobs().run(Script.of("hostname"), nodes);

            assertThatThrownBy(() -> job.await(timeout))
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessageContaining("has 1 of 2 results");
            assertThat(job.await()).hasSize(2);
        }
    }

    private static Wrapped closing(String name, List<String> closed) {
        return new Wrapped(new SimCloud(), (method, arguments, real) -> {
            if (method.equals("close")) {
                closed.add(name);
                throw new IllegalStateException(name + " does not close");
            }
            return real.call();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

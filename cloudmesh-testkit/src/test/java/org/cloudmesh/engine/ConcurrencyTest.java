package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.cloudmesh.Job;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Node;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many runs there are at a time, and how often one is tried. */
@Timeout(60)
class ConcurrencyTest extends EngineTest {

    private static final Script HOSTNAME = Script.of("hostname");

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Every run waits until as many run as may, or until it is the rest that runs. */
    private void countRuns(int atOnce) {
        var full = new CountDownLatch(atOnce);
        shell.answer((host, task) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            try {
                full.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            return new SimShell.Answer("", "", 0);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void runsOnSoManyNodesAtOnceOverAllJobs(int atOnce) {
        // The caller's threads are as many as there is work, so that it is the limit that holds, not they.
        ExecutorService threads = Executors.newCachedThreadPool();
        try (var limited = open(o -> o.concurrency(atOnce).executor(threads))) {
            var nodes = limited.nodes().boot(20);
            countRuns(atOnce);

            var one = limited.jobs().run(HOSTNAME, nodes);
            var other = limited.jobs().run(HOSTNAME, nodes);

            assertThat(one.await()).hasSize(20).allMatch(Result::ok);
            assertThat(other.await()).hasSize(20).allMatch(Result::ok);
            assertThat(most).hasValue(atOnce);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Two jobs, awaited in the order that hurts, on an executor whose only thread waits itself. */
    @Test
    void needsNoMoreThanTheOneThreadThatWaits() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try (var limited = open(o -> o.concurrency(2).executor(single))) {
            var nodes = limited.nodes().boot(5);

            var done = single.submit(() -> awaited(limited, nodes)).get();

            assertThat(done).hasSize(10).allMatch(Result::ok);
        } finally {
            single.shutdownNow();
        }
    }

    private static List<Result> awaited(Mesh mesh, List<Node> nodes) {
        var one = mesh.jobs().run(HOSTNAME, nodes);
        var other = mesh.jobs().run(HOSTNAME, nodes);
        var results = new ArrayList<>(other.await());
        results.addAll(one.await());
        return results;
    }

    @Test
    void cancelsWhatWaitsForItsTurn() throws Exception {
        try (var limited = open(o -> o.concurrency(1))) {
            var nodes = limited.nodes().boot(3);
            var running = new CountDownLatch(1);
            shell.answer((host, task) -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return new SimShell.Answer("", "", 0);
            });
            Job job = limited.jobs().run(HOSTNAME, nodes);
            running.await();

            job.cancel();

            assertThat(job.await())
                    .hasSize(3)
                    .extracting(Result::outcome)
                    .filteredOn("cancelled before it began"::equals)
                    .hasSize(2);
        }
    }

    @Test
    void refusesToRunOnNoNodeAtATime() {
        assertThatThrownBy(() -> new MeshOptions().concurrency(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 node");
    }

    @Test
    void triesAgainWhenTheConnectionBreaksBeforeTheScriptBegan() {
        var node = mesh.nodes().boot(1).get(0);
        var tries = new AtomicInteger();
        shell.answer((host, task) -> {
            if (tries.incrementAndGet() < 3) {
                throw new SshException(host.id(), Reason.NOT_BEGUN, "the connection broke before it began", null);
            }
            return new SimShell.Answer("at last", "", 0);
        });
        var before = time.now();

        var result = mesh.jobs().run(HOSTNAME, node).await().get(0);

        assertThat(result.text()).isEqualTo("at last");
        assertThat(Duration.between(before, time.now())).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOST", "UNREACHABLE", "AUTHENTICATION", "TIMEOUT"})
    void doesNotTryAgainWhatMayHaveBegunOrNeverWill(String reason) {
        var node = mesh.nodes().boot(1).get(0);
        var tries = new AtomicInteger();
        shell.answer((host, task) -> {
            tries.incrementAndGet();
            throw new SshException(host.id(), Reason.valueOf(reason), "broken", null);
        });

        var result = mesh.jobs().run(HOSTNAME, node).await().get(0);

        assertThat(result.ok()).isFalse();
        assertThat(tries).hasValue(1);
    }

    @Test
    void givesUpAfterThreeTries() {
        var node = mesh.nodes().boot(1).get(0);
        var tries = new AtomicInteger();
        shell.answer((host, task) -> {
            tries.incrementAndGet();
            throw new SshException(host.id(), Reason.NOT_BEGUN, "the connection broke before it began", null);
        });

        var result = mesh.jobs().run(HOSTNAME, node).await().get(0);

        assertThat(result.outcome()).isEqualTo("the connection broke before it began");
        assertThat(tries).hasValue(3);
    }
}
